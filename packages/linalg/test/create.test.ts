import { expect, test } from 'vitest';
import { arange, array, eye, fromData, full, linspace, tril, triu, zeros } from '../src/index.ts';

test('array() takes the shape of its lists', () => {
  expect([array(5).shape, array([]).shape, array([[1], [2]]).shape]).toEqual([[], [0], [2, 1]]);
});

test('array() refuses ragged lists and things that are no numbers', () => {
  expect(() => array([[1, 2], [3]])).toThrow('a list of axis 1 has 1 items, wanted 2');
  expect(() => array([[1], 2])).toThrow('found 2, wanted a list of 1');
  expect(() => array([1, [2]])).toThrow('found a list of 1, wanted a number');
  expect(() => array(['1' as never])).toThrow(TypeError);
});

test('fromData() copies, takes the dtype of the data, and converts where asked', () => {
  const data = Float32Array.of(1, 2);
  const x = fromData(data, [2]);
  data[0] = 9;
  expect(x.toArray()).toEqual([1, 2]);
  expect(fromData(Int32Array.of(3), []).dtype).toBe('int32');
  expect(fromData(Int32Array.of(3), [1], { dtype: 'float32' }).dtype).toBe('float32');
});

test('fromData() and zeros() refuse shapes that do not fit', () => {
  expect(() => fromData(new Float32Array(3), [2, 2])).toThrow('Cannot fill [2,2] from 3 elements: it holds 4');
  expect(() => zeros([2, -1])).toThrow('Cannot make an array of shape [2,-1]');
  expect(() => zeros([1.5])).toThrow('every axis must be a whole number');
});

test('arange() and linspace() count as NumPy does', () => {
  expect(arange(3).toArray()).toEqual([0, 1, 2]);
  expect(arange(2, 3, 0.25).toArray()).toEqual([2, 2.25, 2.5, 2.75]);
  expect(arange(5, 0, -2, { dtype: 'int32' }).toArray()).toEqual([5, 3, 1]);
  expect(linspace(0, 1, 5).toArray()).toEqual([0, 0.25, 0.5, 0.75, 1]);
});

test('full() and eye() make constants', () => {
  expect(full([2], 7, { dtype: 'int32' }).toArray()).toEqual([7, 7]);
  expect(eye(2, { columns: 3 }).toArray()).toEqual([
    [1, 0, 0],
    [0, 1, 0],
  ]);
});

test('tril() and triu() cut along any diagonal, for stacks of matrices too', () => {
  const x = arange(1, 10).reshape(3, 3);
  expect(tril(x).toArray()).toEqual([
    [1, 0, 0],
    [4, 5, 0],
    [7, 8, 9],
  ]);
  expect(triu(x, 1).toArray()).toEqual([
    [0, 2, 3],
    [0, 0, 6],
    [0, 0, 0],
  ]);
  expect(
    tril(x.unsqueeze(0).expand(2, 3, 3), -1)
      .slice(1, 1)
      .toArray(),
  ).toEqual([4, 0, 0]);
});
