import { Random } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import { DataLoader } from '../../src/data/data-loader.ts';
import { ConcatDataset, type Dataset, mapDataset, randomSplit, Subset } from '../../src/data/dataset.ts';

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

test('randomSplit() takes whole numbers of items', () => {
  const random = new Random(1);
  expect(randomSplit(letters, [4, 1], { random }).map(({ length }) => length)).toEqual([4, 1]);
  expect(randomSplit(letters, [0, 1], { random }).map(({ length }) => length)).toEqual([0, 5]);
  expect(() => randomSplit(letters, [4, 2], { random })).toThrow(
    'Cannot split by [4,2]: parts must be at least 0 and add up to 1, or as whole numbers to the 5 items',
  );
});

test('ConcatDataset puts datasets one behind the other', () => {
  const both = new ConcatDataset([letters, new Subset(letters, []), new Subset(letters, [0, 1])]);
  expect(Array.from({ length: both.length }, (_, i) => both.get(i)).join('')).toBe('abcdeab');
  expect(() => both.get(7)).toThrow('Cannot get item 7: the dataset has 7 items');
});

test('mapDataset() changes items when they are asked for', () => {
  const loud = mapDataset(letters, (letter) => `${letter}!`);
  expect([loud.length, loud.get(2)]).toEqual([5, 'c!']);
});

test('a loader tells a dataset epoch and draws, through every wrapper', () => {
  const inner: Dataset<[number, number]> = {
    length: 4,
    get: (_, options) => [options!.epoch, options!.random.int(1e6)],
  };
  const wrapped = new Subset(new ConcatDataset([mapDataset(inner, (item) => item)]), [3, 2, 1, 0]);
  const draws = (dataset: Dataset<[number, number]>, seed: number, state = { epoch: 0, index: 0 }) => {
    const loader = new DataLoader(dataset, { batchSize: 2, seed, endless: true, collate: (items) => items });
    loader.state = state;
    const [first, second, third] = loader; // it has no end, and three are taken
    return [...first!, ...second!, ...third!];
  };
  const whole = draws(inner, 1);
  expect(whole.map(([epoch]) => epoch)).toEqual([0, 0, 0, 0, 1, 1]);
  expect(new Set(whole.map(([, draw]) => draw)).size).toBe(6); // each position its own
  expect(draws(wrapped, 1)).toEqual(whole);
  expect(draws(inner, 2)).not.toEqual(whole);
  expect(draws(inner, 1, { epoch: 0, index: 2 }).slice(0, 4)).toEqual(whole.slice(2)); // the same after a resume
});
