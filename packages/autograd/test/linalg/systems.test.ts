import { array, cpu, reference } from '@zero-to-gpt/linalg';
import { QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { gradCheck, linalg, tensor } from '../../src/index.ts';
import { byName, checkTwice, describeGolden, leaf } from '../golden.ts';

describeGolden(
  'systems',
  byName('systems', {
    trace: ({ a }) => linalg.trace(a!),
    inv: ({ a }) => linalg.inv(a!),
    solve: ({ a, b }) => linalg.solve(a!, b!),
    'solve for a vector': ({ a, b }) => linalg.solve(a!, b!),
    'solve broadcasts': ({ a, b }) => linalg.solve(a!, b!),
    det: ({ a }) => linalg.det(a!),
    slogdet: ({ a }) => linalg.slogdet(a!).logAbsDet,
    'pinv of tall': ({ a }) => linalg.pinv(a!),
    'pinv of wide': ({ a }) => linalg.pinv(a!),
    lstsq: ({ a, b }) => linalg.lstsq(a!, b!),
  }),
  { where: (device, name) => device !== 'queued' || name === 'trace' },
);

for (const device of [reference, cpu])
  describe(`slopes and their slopes on ${device.name}`, () => {
    const rows = [
      [2, 0.3, -0.5],
      [0.7, 1.6, 0.2],
      [0.1, -0.4, 1.2],
    ];
    const a = tensor(rows, { dtype: 'float64', device, requiresGrad: true });
    const [tall, wide] = [leaf([4, 2], { device }), leaf([2, 3], { device, seed: 5 })];
    test('inv() and solve(), for vectors, columns and stacks', () => {
      checkTwice((x) => linalg.inv(x), [a]);
      checkTwice((x, b) => linalg.solve(x, b), [a, leaf([3], { device })]);
      checkTwice((x, b) => linalg.solve(x, b), [a, leaf([2, 3, 2], { device })]);
      checkTwice((b) => linalg.solve(a.value, b), [leaf([3, 1], { device })]);
    });
    test('det() and slogdet()', () => {
      checkTwice((x) => linalg.det(x), [leaf([2, 3, 3], { device })]);
      checkTwice((x) => linalg.slogdet(x).logAbsDet, [a]);
    });
    test('det() of singular matrices', () => {
      const singular = [
        [
          [0, 0],
          [0, 0],
        ],
        [
          [1, 2],
          [2, 4],
        ],
      ];
      gradCheck((x) => linalg.det(x), [tensor(singular, { dtype: 'float64', device, requiresGrad: true })]);
    });
    test('pinv() and lstsq() of tall and wide matrices', () => {
      checkTwice((x) => linalg.pinv(x), [tall]);
      checkTwice((x) => linalg.pinv(x, { rtol: 1e-6 }), [wide]);
      checkTwice((x, b) => linalg.lstsq(x, b), [tall, leaf([4], { device })]);
      checkTwice((x, b) => linalg.lstsq(x, b), [wide, leaf([2, 2], { device })]);
    });
    test('trace()', () => checkTwice((x) => linalg.trace(x), [leaf([2, 3, 2], { device })]));
  });

test('a line is fitted by the slope of its squared distances, which is 0 at the solution of lstsq()', () => {
  const points = array(
    [
      [1, 0],
      [1, 1],
      [1, 2],
    ],
    { dtype: 'float64' },
  );
  const heights = array([1, 2, 4], { dtype: 'float64' });
  const x = tensor(linalg.lstsq(points, heights).value.toArray(), { dtype: 'float64', requiresGrad: true });
  const miss = tensor(points.toArray(), { dtype: 'float64' }).matmul(x).sub(heights);
  miss.mul(miss).sum().backward();
  for (const slope of x.grad!.toFlat()) expect(slope).toBeCloseTo(0, 12);
});

describe('bad input', () => {
  const singular = tensor(
    [
      [1, 2],
      [2, 4],
    ],
    { requiresGrad: true },
  );
  test('solve() and inv() name singular and misshaped matrices', () => {
    expect(() => linalg.solve(singular, tensor([1, 1]))).toThrow('Cannot solve with [2,2]: the matrix is singular');
    expect(() => linalg.inv(tensor([[1, 2]]))).toThrow('Cannot invert [1,2]');
  });
  test('slogdet() has no slope at singular matrices', () => {
    const { sign, logAbsDet } = linalg.slogdet(singular);
    expect([sign.item(), logAbsDet.item()]).toEqual([0, -Infinity]);
    expect(() => logAbsDet.backward()).toThrow('Cannot invert [2,2]: the matrix is singular');
  });
  test('trace() needs a matrix', () => {
    expect(() => linalg.trace(tensor([1]))).toThrow(
      'Cannot take the trace of [1]: wanted a matrix, or a stack of matrices',
    );
  });
  test('inv() needs values that the host sees', () => {
    expect(() => linalg.inv(tensor([[1]], { device: new QueuedDevice() }))).toThrow('on queued at once');
  });
});
