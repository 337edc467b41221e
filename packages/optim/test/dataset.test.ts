import { Random } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import { type Dataset, randomSplit, Subset } from '../src/dataset.ts';

const letters: Dataset<string> = { length: 5, get: (i) => 'abcde'[i]! };

test('Subset picks items in the given order', () => {
  const subset = new Subset(letters, [4, 0]);
  expect([subset.length, subset.get(0), subset.get(1)]).toEqual([2, 'e', 'a']);
});

test('Subset refuses items that are not there', () => {
  expect(() => new Subset(letters, [5])).toThrow('Cannot get item 5: the dataset has 5 items');
  expect(() => new Subset(letters, [1]).get(1)).toThrow('Cannot get item 1: the dataset has 1 items');
});

test('randomSplit() deals every item out once, the same way for the same seed', () => {
  const split = () => randomSplit(letters, [0.5, 0.3, 0.2], { random: new Random(1) });
  expect(split().map((part) => part.length)).toEqual([3, 1, 1]);
  const items = split().flatMap((part) => Array.from({ length: part.length }, (_, i) => part.get(i)));
  expect([...items].sort((a, b) => a.localeCompare(b))).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(split().flatMap((part) => [...(part.indices as Int32Array)])).toEqual(
    split().flatMap((part) => [...(part.indices as Int32Array)]),
  );
});

test('randomSplit() wants fractions that add up to 1', () => {
  const random = new Random(1);
  expect(() => randomSplit(letters, [0.5, 0.4], { random })).toThrow('Cannot split by [0.5,0.4]');
  expect(() => randomSplit(letters, [1.5, -0.5], { random })).toThrow('at least 0');
});
