import { check } from '@zero-to-gpt/check';
import { math, Random } from '@zero-to-gpt/linalg';

/** Whether a result is a known wrong one. */
const is = (found: number | undefined, wrong: number): boolean =>
  typeof found === 'number' && Math.abs(found - wrong) < 1e-3;

export default check<typeof import('./solution.ts')>('linalg/numerical-derivative', ({ derivative, gradient }, t) => {
  t.step('a straight line, 3x + 1, rises by 3', () => {
    const slope = derivative((x) => 3 * x + 1, 5, 0.1);
    t.ok(!is(slope, 6), 'The slope is 6 instead of 3: from x − h to x + h it is 2h, divide by this distance');
    t.ok(!is(slope, 1.5), 'The slope is 1.5 instead of 3: divide by the distance of the two points, no more');
    t.ok(!is(slope, 0.6), 'The slope is 0.6 = 16.3 − 15.7 for h = 0.1, the rise alone: divide it by 2h, here 0.2');
    t.ok(
      !is(slope, 0.03),
      'The slope is 0.03 = 0.6 / 2 · 0.1: `/ 2 * h` divides by 2 and multiplies by h, use brackets',
    );
    t.ok(
      !is(slope, -62.2),
      'The slope is −62.2 = 16.3 − 15.7 / 0.2: only the second value is divided, put brackets around the difference',
    );
    t.close(slope, 3);
  });
  t.step('x² at 3 rises by 6', () =>
    t.close(
      derivative((x) => x * x, 3, 1e-4),
      6,
    ),
  );
  t.step('x² at −3 falls by 6', () =>
    t.close(
      derivative((x) => x * x, -3, 1e-4),
      -6,
    ),
  );
  t.step('x² is hit exactly even with a wide step of 0.5', () => {
    const slope = derivative((x) => x * x, 1, 0.5);
    t.ok(!is(slope, 2.5), 'The slope is 2.5, that from 1 to 1.5: the central difference goes from 0.5 to 1.5');
    t.ok(!is(slope, 1.5), 'The slope is 1.5, that from 0.5 to 1: the central difference goes from 0.5 to 1.5');
    t.close(slope, 2);
  });
  t.step('sin at 0 rises by 1', () => t.close(derivative(math.sin, 0, 1e-4), 1));
  t.step('gradient of a + 10b is [1, 10]', () => {
    const slopes = gradient(([a = 0, b = 0]) => a + 10 * b, [2, 3], 1e-4);
    t.ok(
      !(Array.isArray(slopes) && slopes.length === 2 && slopes.every((slope) => is(slope, 11))),
      'Each slope is 11 = 1 + 10: all numbers of x moved at once, for element i only x[i] may move',
    );
    t.close(slopes, [1, 10]);
  });
  t.step('gradient of a²b at [3, 2] is [12, 9]', () => {
    const f = ([a = 0, b = 0]: readonly number[]): number => a * a * b;
    const wide = gradient(f, [3, 2], 0.5);
    t.ok(
      !is(wide[1], 12.25),
      'With h = 0.5 the second slope is 12.25 = 3.5², not 3²: a was still at 3 + h when b moved, put it back first',
    );
    t.close(gradient(f, [3, 2], 1e-4), [12, 9]);
  });
  t.step('a random function of six numbers', () => {
    const random = new Random(12);
    const [w, x] = [random.normal([6]).toFlat(), [...random.normal([6]).toFlat()]];
    const f = (v: readonly number[]): number => v.reduce((sum, value, i) => sum + w[i]! * value * value, 0);
    t.grad(f, x, gradient(f, x, 1e-4), { what: 'gradient' });
  });
});
