import { type CheckResult, check, type Numbers } from '@zero-to-gpt/check';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nd } from './nd-array.ts';

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSparseArray: true,
  withTypedArray: true,
});
const wants = fc.constantFrom(3, nd([2, 2], 1, 2, 3, 4), nd([0]), [1, 2, 3], [[1], [2]], new Float32Array(2));

/** Hands the same result to every assertion. */
const theCheck = (got: unknown, want: Numbers): Promise<CheckResult>[] =>
  (['close', 'shape', 'grad', 'equal', 'throws'] as const).map((name) =>
    check<{ solve(): unknown }>('demo/any', ({ solve }, t) => {
      t.step('one', () => {
        const result = solve();
        if (name === 'close') t.close(result, want);
        if (name === 'shape') t.shape(result, [2, 2]);
        if (name === 'grad') t.grad(([x = 0]) => x, [1, 2], result);
        if (name === 'equal') t.equal(result, want);
        if (name === 'throws') t.throws(() => solve());
      });
    }).run({ solve: () => got }),
  );

describe('whatever a learner gives, a check answers', () => {
  test('as a result', async () => {
    await fc.assert(
      fc.asyncProperty(anything, wants, async (got, want) => {
        for (const { failure } of await Promise.all(theCheck(got, want)))
          expect(failure === undefined || (failure.message !== '' && !failure.message.includes('\n'))).toBe(true);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test('as numbers of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ noDefaultInfinity: true }), { maxLength: 12 }),
        fc.array(fc.double({ noDefaultInfinity: true }), { maxLength: 12 }),
        async (got, want) => {
          const failure = (await theCheck(got, want)[0])?.failure;
          expect(failure === undefined).toBe(
            got.length === want.length &&
              got.every((x, i) => Object.is(x, want[i]) || Math.abs(x - want[i]!) <= 1e-5 + 1e-4 * Math.abs(want[i]!)),
          );
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });

  test('as input to the watch, a list that holds itself among them', async () => {
    const circle: unknown[] = [];
    circle.push(circle);
    const ring: Record<string, unknown> = {};
    ring.next = ring;
    const one = check<{ solve(...x: unknown[]): unknown }>('demo/any', ({ solve }, t) => {
      t.step('circle', () => t.equal(solve(circle, ring), 3));
      t.step('ring', () => t.close(solve(ring, circle), [1]));
    });
    expect((await one.run({ solve: (x: unknown) => (x === circle ? 3 : x) })).failure?.kind).toBe('type');
    expect((await one.run({ solve: (x: unknown) => x })).failure?.kind).toBe('type');
  });

  test('as a hundred thousand wrong numbers', async () => {
    const got = new Float64Array(100_000).fill(1);
    const one = check<{ solve(): unknown }>('demo/any', ({ solve }, t) => {
      t.step('one', () =>
        t.close(
          solve(),
          Array.from(got, (_, i) => i),
        ),
      );
    });
    expect((await one.run({ solve: () => got })).failure?.message).toContain('99999 of 100000 values');
  });
});
