import { cpu, reference } from '@zero-to-gpt/linalg';
import { QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { median, percentile, quantile, tensor, topK } from '../../src/index.ts';
import { byName, checkTwice, describeGolden, leaf } from '../golden.ts';

describeGolden(
  'ordering',
  byName('ordering', {
    sort: ({ x }) => x!.sort({ axis: 1 }),
    'sort descending': ({ x }) => x!.sort({ descending: true }),
    topK: ({ x }) => topK(x!, 2, { axis: 0 }).values,
    'topK smallest': ({ x }) => topK(x!, 3, { largest: false }).values,
    quantile: ({ x }) => quantile(x!, 0.3),
    quantiles: ({ x }) => quantile(x!, [0, 0.25, 0.9], { axis: 1 }),
    'percentile kept': ({ x }) => percentile(x!, 40, { axis: 0, keepdims: true }),
    median: ({ x }) => median(x!, { axis: -1 }),
  }),
  { where: (device) => device !== 'queued' },
);

for (const device of [reference, cpu])
  describe(`slopes and their slopes on ${device.name}`, () => {
    const x = leaf([2, 3, 4], { device });
    test('sort()', () => {
      checkTwice((a) => a.sort(), [x]);
      checkTwice((a) => a.sort({ axis: 0, descending: true }).mul(a), [x]);
    });
    test('topK()', () => checkTwice((a) => topK(a, 2, { axis: 1 }).values, [x]));
    test('quantile() and median()', () => {
      checkTwice((a) => quantile(a, [0.2, 0.5, 1], { axis: [0, 2] }), [x]);
      checkTwice((a) => median(a, { axis: 1, keepdims: true }), [x]);
      checkTwice((a) => percentile(a, 35), [x]);
    });
  });

test('quantile() says NaN where an element is NaN, and passes over an infinite neighbour', () => {
  const x = tensor(
    [
      [NaN, 1, 2],
      [0, 3, Infinity],
    ],
    { dtype: 'float64' },
  );
  expect(quantile(x, 0.5, { axis: 1 }).value.toArray()).toEqual([NaN, 3]);
  expect(quantile(x, 1, { axis: 1 }).value.toArray()).toEqual([NaN, Infinity]);
});

test('sort() needs values that the host sees', () => {
  const far = tensor([2, 1], { device: new QueuedDevice() });
  expect(() => far.sort()).toThrow('Cannot sort an array on queued at once');
  expect(() => topK(far, 1)).toThrow('Cannot sort an array on queued at once');
});
