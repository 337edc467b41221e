import { expect, test } from 'vitest';
import { bigramBaseline } from '../src/bigram-baseline.ts';

test('bigramBaseline() is the mean of -log p over the pairs of the validation tokens, one added to each count', () => {
  // after 0: three times 1, so p(1 | 0) = (3 + 1) / (3 + 2) and p(0 | 0) = 1 / 5; after 1: twice 0, p(0 | 1) = 3 / 4
  expect(bigramBaseline([0, 1, 0, 1, 0, 1], [0, 1, 0, 0], 2)).toBeCloseTo(
    -(Math.log(4 / 5) + Math.log(3 / 4) + Math.log(1 / 5)) / 3,
    12,
  );
});

test('bigramBaseline() of pairs never seen is that of even chances', () => {
  expect(bigramBaseline([0], [1, 2, 3], 5)).toBeCloseTo(Math.log(5), 12);
});
