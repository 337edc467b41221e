import { arange, array, defaultRandom, Random, seed } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { sequentialSplit, trainTestSplit } from '../src/index.ts';
import { golden } from './golden.ts';

expect.extend(matchers);

const samples = (n: number) => ({ x: arange(2 * n).reshape(n, 2), y: arange(n) });

describe('trainTestSplit()', () => {
  test.each(golden.splits)('sets as many of $n apart for $testSize as scikit-learn', ({ n, testSize, test: apart }) => {
    const { x, y } = samples(n);
    const { train, test: future } = trainTestSplit(x, y, { testSize });
    expect([train.y.shape[0], future.y.shape[0]]).toEqual([n - apart, apart]);
  });
  test('keeps features and targets together, each sample once', () => {
    const { x, y } = samples(9);
    const { train, test: future } = trainTestSplit(x, y, { random: new Random(5) });
    const rows = [train, future].flatMap((part) => part.x.toArray() as number[][]);
    const targets = [train, future].flatMap((part) => part.y.toArray() as number[]);
    expect(rows).toEqual(targets.map((i) => [2 * i, 2 * i + 1]));
    expect([...targets].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
  test('draws the same samples for the same seed, others for another', () => {
    const { x, y } = samples(30);
    const drawn = (from: number) => trainTestSplit(x, y, { random: new Random(from) }).test.y.toArray();
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
  });
  test('draws from the default stream otherwise', () => {
    const { x, y } = samples(30);
    seed(3);
    const drawn = trainTestSplit(x, y).test.y.toArray();
    seed(3);
    expect(Array.from(defaultRandom().permutation(30)).slice(0, 8)).toEqual(drawn);
  });
  test('sets the last samples apart without a shuffle', () => {
    const { x, y } = samples(4);
    expect(trainTestSplit(x, y, { shuffle: false }).test.y.toArray()).toEqual([3]);
  });
  test.each([0, 1.5, 4, -1, NaN])('refuses to set %d of 4 samples apart', (testSize) => {
    const { x, y } = samples(4);
    expect(() => trainTestSplit(x, y, { testSize })).toThrow(`Cannot set ${testSize} of 4 samples apart`);
  });
  test('refuses targets of other samples', () => {
    expect(() => trainTestSplit(samples(4).x, arange(3))).toThrow('Cannot split: x holds 4 samples, y holds 3 targets');
  });
});

describe('sequentialSplit()', () => {
  test('cuts at 70 % and 85 %, rounded down', () => {
    const { x, y } = samples(9);
    const parts = sequentialSplit(x, y);
    expect([parts.train, parts.valid, parts.test].map((part) => part.y.toArray())).toEqual([
      [0, 1, 2, 3, 4, 5],
      [6],
      [7, 8],
    ]);
    expect(parts.valid.x.toArray()).toEqual([[12, 13]]);
  });
  test('cuts where floating point says: 0.7 · 1460 is 1021.99…, so 1021', () => {
    const { train, valid, test: future } = sequentialSplit(arange(1460).reshape(-1, 1), arange(1460));
    expect([train, valid, future].map((part) => part.y.shape[0])).toEqual([1021, 220, 219]);
  });
  test('leaves the middle empty for equal cuts', () => {
    const { x, y } = samples(4);
    const { train, valid, test: future } = sequentialSplit(x, y, { cuts: [0.5, 0.5] });
    expect([train.x.shape, valid.x.shape, future.x.shape]).toEqual([
      [2, 2],
      [0, 2],
      [2, 2],
    ]);
  });
  test.each([
    [0, 0.5],
    [0.8, 0.5],
    [0.5, 1],
    [NaN, 0.5],
  ] as const)('refuses the cuts %d and %d', (first, second) => {
    const { x, y } = samples(10);
    expect(() => sequentialSplit(x, y, { cuts: [first, second] })).toThrow(
      `Cannot cut 10 samples at shares ${first} and ${second}`,
    );
  });
});

forEachDevice((makeDevice, name) => {
  test(`trainTestSplit() and sequentialSplit() run on ${name}`, async () => {
    const device = makeDevice();
    const [x, y] = [array([[1], [2], [3], [4]], { device }), array([1, 2, 3, 4], { device })];
    const { test: drawn } = trainTestSplit(x, y, { testSize: 1, random: new Random(0) });
    await expect(drawn.x.reshape(-1)).toBeAllClose(Array.from(await drawn.y.data()));
    await expect(sequentialSplit(x, y, { cuts: [0.5, 0.75] }).test.x).toBeAllClose([[4]]);
  });
});
