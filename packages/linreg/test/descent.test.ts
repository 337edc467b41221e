import { array, cpu, createReference, type NDArray, Random, reference, scope } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { checkDescent, type DescentOptions, descend } from '../src/descent.ts';
import { mseLoss } from '../src/index.ts';
import { exact, golden } from './golden.ts';

describe.each([reference, cpu])('descend() on $name', (device) => {
  test.each(golden.descent)('takes NumPy’s steps with l2 $l2', ({ lr, epochs, l2, history, coef, intercept }) => {
    const x = exact(golden.standard.x, device);
    const path = [...descend(x, exact(golden.y, device), { lr, epochs, l2 })];
    for (const [i, point] of path.entries()) expect(point.loss).toBeCloseTo(history[i]!, 10);
    expect(path.length).toBe(epochs + 1);
    for (const [i, w] of path.at(-1)!.coef.entries()) expect(w).toBeCloseTo(coef[i]!, 10);
    expect(path.at(-1)!.intercept).toBeCloseTo(intercept, 10);
  });
});

describe('descend()', () => {
  const [x, y] = [array([[-1], [0], [1], [2]]), array([-1, 1, 3, 5])];
  const last = (options: DescentOptions) => [...descend(x, y, options)].at(-1)!;

  test('counts epochs and steps: the last batch of an epoch may be smaller', () => {
    const points = [...descend(x, y, { epochs: 2, batchSize: 3 })];
    expect(points.map(({ epoch, step }) => [epoch, step])).toEqual([
      [0, 0],
      [1, 2],
      [2, 4],
    ]);
  });
  test('averages over a batch, not over all samples', () => {
    const once = (n: number): number => {
      const twice = Array.from({ length: n }, () => [1]);
      const point = [...descend(array(twice), array(twice.map(() => 1)), { lr: 0.25, epochs: 1, batchSize: n })].at(
        -1,
      )!;
      return point.coef[0]!;
    };
    expect([once(1), once(3)]).toEqual([0.5, 0.5]);
  });
  test('a batch of all samples is full descent', () => {
    expect(last({ epochs: 5, batchSize: 4 })).toEqual(last({ epochs: 5 }));
    expect(last({ epochs: 5, batchSize: 100 })).toEqual(last({ epochs: 5 }));
  });
  test('uses every sample once an epoch, in an order of the given stream', () => {
    const from = (seed: number) => last({ epochs: 3, batchSize: 1, random: new Random(seed) });
    expect(from(1)).toEqual(from(1));
    expect(from(1)).not.toEqual(from(2));
  });
  test('starts where it is told', () => {
    const start = { coef: [2], intercept: 1 };
    expect([...descend(x, y, { start, epochs: 1 })][0]).toEqual({ ...start, epoch: 0, step: 0, loss: 0 });
  });
  test('leaves the intercept alone without fitIntercept', () => {
    expect(last({ epochs: 10, fitIntercept: false }).intercept).toBe(0);
  });
  test('goes on where the loss overflows', () => {
    expect(last({ lr: 100, epochs: 60 }).loss).not.toBeLessThan(Infinity);
  });
  test('refuses a start of other features', () => {
    expect(() => last({ start: { coef: [1, 2], intercept: 0 } })).toThrow(
      'Cannot start with 2 coefficients: x has 1 features',
    );
  });
});

describe('memory of descend()', () => {
  const device = createReference();
  const [x, y] = [new Random(1).normal([64, 3], { device }), new Random(2).normal([64], { device })];
  const run = (options: DescentOptions) => [...descend(x, y, options)];
  const before = device.stats().bytes;

  test.each([undefined, 8])('is all freed at the end, batchSize %s', (batchSize) => {
    run({ epochs: 5, ...(batchSize ? { batchSize } : {}) });
    expect(device.stats().bytes).toBe(before);
  });
  test('does not grow with the epochs', () => {
    const points = descend(x, y, { epochs: 50, batchSize: 8 });
    points.next();
    points.next();
    const early = device.stats();
    for (let i = 0; i < 40; i++) points.next();
    expect(device.stats()).toEqual(early);
    points.return(undefined);
    expect(device.stats().bytes).toBe(before);
  });
  test('does not grow inside a scope of the caller', () => {
    using _ = scope();
    run({ epochs: 5, batchSize: 8 });
    expect(device.stats().bytes).toBe(before);
  });
  test('is freed where the caller stops early', () => {
    for (const _ of descend(x, y, { epochs: 50 })) break;
    expect(device.stats().bytes).toBe(before);
  });
  test('is freed where a step throws', () => {
    const wrong: NDArray = array([1, 2], { device });
    const held = device.stats().bytes;
    expect(() => [...descend(x, wrong)]).toThrow(RangeError);
    expect(device.stats().bytes).toBe(held);
    wrong.dispose();
  });
});

describe('checkDescent()', () => {
  test.each([
    [{ lr: 0 }, 'Cannot descend with lr 0: expected a number above 0'],
    [{ lr: NaN }, 'Cannot descend with lr NaN'],
    [{ lr: Infinity }, 'Cannot descend with lr Infinity'],
    [{ epochs: 0 }, 'Cannot descend with epochs 0: expected a whole number of at least 1'],
    [{ epochs: 1.5 }, 'Cannot descend with epochs 1.5'],
    [{ batchSize: -2 }, 'Cannot descend with batchSize -2'],
    [{ l2: -1 }, 'Cannot penalise with l2 -1: expected 0 or more'],
  ])('refuses %o', (options, message) => {
    expect(() => {
      checkDescent(options);
    }).toThrow(message);
  });
});

test('the loss of a point is the mean squared error plus the penalty', () => {
  const [x, y] = [array([[1], [2]]), array([1, 2])];
  const start = { coef: [3], intercept: 0 };
  const [point] = [...descend(x, y, { start, l2: 0.5, epochs: 1 })];
  expect(point!.loss).toBeCloseTo(mseLoss(array([3, 6]), y) + 0.5 * 9, 5);
});
