import { array } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import { defaultCollate } from '../../src/data/default-collate.ts';

test('defaultCollate() stacks numbers in float32, booleans in uint8, and lists text', () => {
  expect(defaultCollate([1, 2.5])).toEqual({ shape: [2], data: Float32Array.of(1, 2.5) });
  expect(defaultCollate([true, false])).toEqual({ shape: [2], data: Uint8Array.of(1, 0) });
  expect(defaultCollate(['a', 'b'])).toEqual(['a', 'b']);
});

test('defaultCollate() stacks typed arrays and tensors along a new first axis, in their dtype', () => {
  expect(defaultCollate([Int32Array.of(1, 2), Int32Array.of(3, 4)])).toEqual({
    shape: [2, 2],
    data: Int32Array.of(1, 2, 3, 4),
  });
  const tensor = (value: number) => ({ shape: [1, 2], data: Float64Array.of(value, -value) });
  expect(defaultCollate([tensor(1), tensor(2)])).toEqual({ shape: [2, 1, 2], data: Float64Array.of(1, -1, 2, -2) });
});

test('defaultCollate() goes through tuples and objects', () => {
  expect(defaultCollate([{ x: [1, 'a'] as const }, { x: [2, 'b'] as const }])).toEqual({
    x: [{ shape: [2], data: Float32Array.of(1, 2) }, ['a', 'b']],
  });
});

test('defaultCollate() copies, so that a batch of one does not share memory with its item', () => {
  const item = Float32Array.of(1);
  const { data } = defaultCollate([item]);
  item[0] = 5;
  expect(data).toEqual(Float32Array.of(1));
});

test.each<[readonly unknown[], string]>([
  [[], 'Cannot stack no items'],
  [[Float32Array.of(1), Float32Array.of(1, 2)], 'Cannot stack items: item 1 is [2], item 0 is [1]'],
  [[Float32Array.of(1), Int32Array.of(1)], 'Cannot stack items: item 1 is int32, item 0 is float32'],
  [[{ x: [1, 2] }, { x: [1, 'a'] }], 'Cannot stack items at .x[1]: item 1 is text, item 0 is a number'],
  [[{ x: 1 }, { y: 1 }], 'Cannot stack items: item 1 has keys y, item 0 has x'],
  [[[1], [1, 2]], 'Cannot stack items: item 1 has 2 parts, item 0 has 1'],
  [[array([1])], 'Cannot stack items: found an NDArray, expected items on the host: await x.data()'],
  [[null], 'Cannot stack items: found null, expected numbers'],
  [[[() => 1]], 'Cannot stack items at [0]: found function'],
  [
    [new Date()],
    'found object, expected numbers, booleans, text, tensors, or tuples and objects of them; give { collate }',
  ],
])('defaultCollate() refuses %o', (items, message) => {
  expect(() => defaultCollate(items)).toThrow(message);
});
