import { array, broadcastShapes } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { about } from '../../widgets/broadcast/about.ts';
import { broadcast, count, places, type Shape, stretched } from '../../widgets/broadcast/model.ts';
import { name, sentence } from '../../widgets/broadcast/words.ts';

const sizes = [1, 2, 3, 4];
const shapes: readonly Shape[] = [...sizes.map((n) => [n]), ...sizes.flatMap((m) => sizes.map((n) => [m, n]))];
const error = (act: () => unknown): string | null => {
  try {
    act();
    return null;
  } catch (thrown) {
    return (thrown as Error).message;
  }
};

describe('broadcast()', () => {
  test('agrees with linalg on all 400 pairs of shapes, in results and in errors', () => {
    for (const a of shapes)
      for (const b of shapes) {
        const ours = broadcast(a, b);
        if ('error' in ours) expect(ours.error).toBe(error(() => broadcastShapes(a, b)));
        else expect(ours.shape).toEqual(broadcastShapes(a, b));
      }
  });
});

test('stretched() holds the numbers that linalg subtracts', () => {
  const numbers = (shape: Shape): number[] => Array.from({ length: count(shape) }, (_, i) => i + 1);
  for (const [a, b] of [
    [[4, 3], [3]],
    [[4, 1], [4]],
    [
      [1, 3],
      [2, 1],
    ],
  ] as const) {
    const { shape } = broadcast(a, b) as { shape: Shape };
    const [left, right] = [a, b].map((own) => stretched(numbers(own), own, shape[0]!, shape[1]!));
    const difference = left!.map((row, i) => row.map(({ value }, j) => value - right![i]![j]!.value));
    const asArray = (own: Shape) => array(numbers(own)).reshape(...own);
    expect(difference).toEqual(asArray(a).sub(asArray(b)).toArray());
  }
});

test('stretched() tells repetitions from numbers that are there', () => {
  expect(stretched([1, 2], [2], 2, 2).map((row) => row.map(({ repeated }) => repeated))).toEqual([
    [false, false],
    [true, true],
  ]);
});

test('places() are aligned at the right', () => {
  expect(places([4, 3], [4])).toEqual([
    { a: 4, b: null, result: 4 },
    { a: 3, b: 4, result: null },
  ]);
});

describe('sentence()', () => {
  test.each<[Shape, Shape, string]>([
    [[4, 3], [4, 3], 'The result is (4, 3): each number meets the one at its own place, and nothing is stretched.'],
    [[4, 3], [3], 'The result is (4, 3): b is used for each of 4 rows.'],
    [[4, 1], [4, 3], 'The result is (4, 3): a is used for each of 3 columns.'],
    [
      [4, 1],
      [4],
      'Both stretch: a is used for each of 4 columns, b is used for each of 4 rows. Every number of the column meets every number of the row, 16 results.',
    ],
    [[4, 3], [1], 'The result is (4, 3): b is used for each of 4 rows and for each of 3 columns.'],
    [[4, 3], [4], 'Refused: aligned at the right, 3 and 4 face each other, and neither is 1.'],
  ])('of %j and %j', (a, b, words) => {
    expect(sentence(a, b)).toBe(words);
  });
});

test('name() writes a shape as lessons do', () => {
  expect([name([4, 3]), name([3])]).toEqual(['(4, 3)', '(3)']);
});

test('the piece wants one or two sizes from 1 to 4', () => {
  expect(() => about.read({ a: [5] })).toThrow('option a[0] is 5, wanted a whole number of at least 1 and at most 4');
  expect(() => about.read({ b: [] })).toThrow('option b is [], wanted a list of 1 to 2');
});
