import { expect, test } from 'vitest';
import { median, percentile, quantile, tensor, topK } from '../../src/index.ts';

const x = tensor([
  [4, 1, 3],
  [6, 6, 5],
]);

test('topK() gives values and the positions they came from, the first of equal ones', () => {
  const { values, indices } = topK(x, 2);
  expect(values.value.toArray()).toEqual([
    [4, 3],
    [6, 6],
  ]);
  expect(indices.toArray()).toEqual([
    [0, 2],
    [0, 1],
  ]);
  expect(indices.dtype).toBe('int32');
  expect(topK(x, 1, { axis: 0, largest: false }).values.value.toArray()).toEqual([[4, 1, 3]]);
});

test('topK() of 0 is empty', () => {
  expect(topK(x, 0, { axis: 0 }).values.shape).toEqual([0, 3]);
});

test('topK() names a k that does not fit', () => {
  expect(() => topK(x, 4)).toThrow('Cannot take the top 4 of axis -1 of [2,3]: expected 0 to 3');
  expect(() => topK(x, 1.5)).toThrow('Cannot take the top 1.5 of axis -1 of [2,3]: expected 0 to 3');
});

test('quantile() has a new first axis for a list, and keeps axes where asked', () => {
  expect(quantile(x, [0, 1], { axis: 1 }).value.toArray()).toEqual([
    [1, 5],
    [4, 6],
  ]);
  expect(quantile(x, [0, 1], { axis: 0, keepdims: true }).shape).toEqual([2, 1, 3]);
  expect(median(x).item()).toBe(4.5);
});

test('quantile() names fractions and shapes it does not take', () => {
  expect(() => quantile(x, 1.5)).toThrow('Cannot take quantile 1.5: expected a number from 0 to 1');
  expect(() => percentile(x, [50, 101])).toThrow('Cannot take percentile 101: expected a number from 0 to 100');
  expect(() => quantile(tensor([]), 0.5)).toThrow('Cannot take quantiles of no elements: the shape is [0]');
});

test('quantile() and median() of whole numbers are floats, as of arrays', () => {
  const x = tensor([1, 2, 3, 4], { dtype: 'int32' });
  expect([median(x).item(), quantile(x, 0.5).item(), percentile(x, 75).item()]).toEqual([2.5, 2.5, 3.25]);
  expect(median(x).dtype).toBe('float32');
});
