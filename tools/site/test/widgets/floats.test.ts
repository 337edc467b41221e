import { Random } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { about } from '../../widgets/floats/about.ts';
import { added, gapAt, type Kind, nearest, numbersUpTo, stuck, sumFrom } from '../../widgets/floats/model.ts';
import { sentence } from '../../widgets/floats/words.ts';

const float32: Kind = { digits: 23, lowest: -126 };
const small: Kind = { digits: 3, lowest: -3 };

describe('nearest()', () => {
  test('with the digits of float32 is Math.fround', () => {
    const random = new Random(1);
    for (let draw = 0; draw < 2000; draw++) {
      const x = (random.next() - 0.5) * 2 ** (80 * random.next() - 40);
      expect(nearest(x, float32)).toBe(Math.fround(x));
    }
    for (const x of [0, 1, 0.1, 2 ** 24 + 1, 2 ** 24 + 3, 2 ** -130, 2 ** -149, 2 ** -150, 1 - 2 ** -30])
      expect(nearest(x, float32)).toBe(Math.fround(x));
  });

  test('leaves the numbers of its kind alone', () => {
    for (const x of numbersUpTo(8, small)) expect(nearest(x, small)).toBe(x);
  });
});

describe('gapAt()', () => {
  test('is that of float32', () => {
    expect([1, 4426, 2 ** 24].map((x) => gapAt(x, float32))).toEqual([2 ** -23, 2 ** -11, 2]);
  });

  test('doubles at each power of two and is the smallest near 0', () => {
    expect([0, 0.1, 1, 1.9, 2, 4, 7].map((x) => gapAt(x, small))).toEqual([
      1 / 64,
      1 / 64,
      1 / 8,
      1 / 8,
      1 / 4,
      1 / 2,
      1 / 2,
    ]);
  });
});

test('numbersUpTo() has as many numbers between 2 and 4 as between 4 and 8', () => {
  const all = numbersUpTo(8, small);
  const between = (low: number, high: number): number => all.filter((x) => x >= low && x < high).length;
  expect([between(1, 2), between(2, 4), between(4, 8)]).toEqual([8, 8, 8]);
});

describe('added()', () => {
  const run = (digits: number, term: number) => {
    const kind = { ...small, digits };
    let sum = sumFrom(0, kind);
    while (sum.exact + term <= 8 + 1e-9) sum = added(sum, term, kind);
    return { ...sum, stuck: stuck(sum, term, kind), words: sentence(sum, term, kind) };
  };

  test('of a fifth stops at 4 with three digits and twice as far with one more, as lesson 9 says', () => {
    expect(run(3, 0.2)).toMatchObject({ exact: 8, stored: 4, stuck: true });
    expect(run(4, 0.2)).toMatchObject({ stored: 8, stuck: true });
    expect(run(2, 0.2)).toMatchObject({ stored: 2, stuck: true });
  });

  test('of a number of the kind makes no error', () => {
    expect(run(3, 0.5)).toMatchObject({ exact: 8, stored: 8 });
  });

  test('keeps an exact sum beside it', () => {
    expect(added(sumFrom(0.1, small), 0.2, small)).toEqual({
      exact: 0.3,
      stored: nearest(0.1015625 + 0.203125, small),
      steps: 1,
    });
  });
});

describe('sentence()', () => {
  test('says what is stored at first', () => {
    expect(sentence(sumFrom(5.3, small), 0.2, small)).toBe(
      '5.3 is stored as 5.5, the nearest number that there is; the next larger one is 0.5 away.',
    );
    expect(sentence(sumFrom(1, small), 0.2, small)).toBe(
      '1 is one of the numbers that there are; the next larger one is 0.125 away.',
    );
  });

  test('says the error on the way, and why a sum is stuck', () => {
    expect(sentence(added(sumFrom(1, small), 0.2, small), 0.2, small)).toBe(
      'After 1 addition: 1.25 instead of 1.2, an error of 0.05. The gap here is 0.125.',
    );
    expect(sentence(added(sumFrom(4, small), 0.2, small), 0.2, small)).toBe(
      'Stuck at 4: 0.2 is less than half of the gap to the next number, 0.5, and is rounded away. The exact sum is 4.2 by now.',
    );
  });
});

test('the piece wants 1 to 5 digits', () => {
  expect(() => about.read({ digits: 23 })).toThrow(
    'option digits is 23, wanted a whole number of at least 1 and at most 5',
  );
});
