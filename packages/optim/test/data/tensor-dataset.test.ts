import { array, zeros } from '@zero-to-gpt/linalg';
import { QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { DataLoader } from '../../src/data/data-loader.ts';
import { TensorDataset } from '../../src/data/tensor-dataset.ts';

const x = () =>
  array([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
const y = () => array([0, 1, 2], { dtype: 'int32' });

test('TensorDataset holds row i of each array as item i', () => {
  const dataset = new TensorDataset(x(), y());
  expect(dataset.length).toBe(3);
  expect(dataset.get(1)).toEqual([
    { shape: [2], data: Float32Array.of(3, 4) },
    { shape: [], data: Int32Array.of(1) },
  ]);
});

test('TensorDataset takes views and host tensors, and does not follow later changes of an array', () => {
  const changing = x();
  const dataset = new TensorDataset(changing.T, { shape: [2, 1, 1], data: Uint8Array.of(8, 9) });
  changing.fill(0);
  expect(dataset.get(1)).toEqual([
    { shape: [3], data: Float32Array.of(2, 4, 6) },
    { shape: [1, 1], data: Uint8Array.of(9) },
  ]);
});

test('a DataLoader stacks the rows of a TensorDataset', () => {
  const [, last] = new DataLoader(new TensorDataset(x(), y()), { batchSize: 2 });
  expect(last).toEqual([
    { shape: [1, 2], data: Float32Array.of(5, 6) },
    { shape: [1], data: Int32Array.of(2) },
  ]);
});

test('TensorDataset refuses rows that do not match, scalars, and nothing', () => {
  expect(() => new TensorDataset(x(), zeros([2]))).toThrow(
    'Cannot make a dataset of arrays [3,2] and [2]: expected as many rows in each',
  );
  expect(() => new TensorDataset(zeros([]))).toThrow('arrays []: expected as many rows');
  expect(() => new TensorDataset()).toThrow('Cannot make a dataset of no arrays');
  expect(() => new TensorDataset({ shape: [2], data: Float32Array.of(1) })).toThrow(
    'Cannot use a tensor of [2]: it wants 2 elements, found 1',
  );
  expect(() => new TensorDataset(x()).get(3)).toThrow('Cannot get item 3: the dataset has 3 items');
});

test('TensorDataset says what to await where the host does not see the memory', () => {
  expect(() => new TensorDataset(zeros([2], { device: new QueuedDevice() }))).toThrow(/await/);
});
