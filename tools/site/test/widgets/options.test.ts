import { describe, expect, test } from 'vitest';
import { describePiece } from '../../widgets/kit/about.ts';
import {
  choice,
  flag,
  list,
  matrix,
  maybe,
  number,
  oneOf,
  optional,
  range,
  record,
  text,
} from '../../widgets/kit/options.ts';

const piece = describePiece('scale', {
  title: 'A scale',
  try: 'Weigh something.',
  fields: {
    weight: number({ min: 0, max: 10 }),
    side: optional(choice(['left', 'right']), 'left'),
    loud: optional(flag, false),
    note: maybe(text),
  },
  still: ({ weight }) => `A scale that shows ${weight}.`,
});

test('oneOf() takes the numbers that it knows', () => {
  const pace = oneOf([1, 2, 5]);
  expect(pace.read(5, 'pace')).toBe(5);
  expect(() => pace.read(3, 'pace')).toThrow(new RangeError('pace is 3, wanted one of 1, 2, 5'));
  expect(() => pace.read('5', 'pace')).toThrow(new TypeError('pace is "5", wanted a number'));
});

describe('describePiece()', () => {
  test('reads options, and takes the fallbacks of those that are left out', () => {
    expect(piece.read({ weight: 3 })).toEqual({
      weight: 3,
      side: 'left',
      loud: false,
      note: null,
      title: 'A scale',
      try: 'Weigh something.',
    });
  });

  test('lets a lesson change title and invitation', () => {
    expect(piece.read({ weight: 1, title: 'Another', try: 'Try 2.' })).toMatchObject({
      title: 'Another',
      try: 'Try 2.',
    });
  });

  test('writes the sentence for pages without JavaScript from the options', () => {
    expect(piece.still({ weight: 7 })).toBe('A scale that shows 7.');
  });

  test.each<[unknown, string]>([
    [[], 'Cannot show scale: its options are [], wanted an object'],
    [null, 'Cannot show scale: its options are null, wanted an object'],
    [{}, 'Cannot show scale: option weight is missing, wanted a number of at least 0 and at most 10'],
    [{ weight: '3' }, 'Cannot show scale: option weight is "3", wanted a number of at least 0 and at most 10'],
    [{ weight: 11 }, 'Cannot show scale: option weight is 11, wanted a number of at least 0 and at most 10'],
    [{ weight: 1, side: 'up' }, 'Cannot show scale: option side is "up", wanted one of left, right'],
    [{ weight: 1, loud: 1 }, 'Cannot show scale: option loud is 1, wanted true or false'],
    [{ weight: 1, title: '' }, 'Cannot show scale: option title is "", wanted a text'],
    [{ weight: 1, wieght: 2 }, 'Cannot show scale: option wieght is not known, wanted one of weight, side, loud, note'],
  ])('refuses %j', (options, message) => {
    expect(() => piece.read(options)).toThrow(message);
    expect(() => piece.still(options)).toThrow(message);
  });

  test('knows no option that every object has', () => {
    expect(() => piece.read({ weight: 1, constructor: 1 })).toThrow('option constructor is not known');
  });
});

describe('options', () => {
  const fails = (act: () => unknown): string => {
    try {
      return `read ${JSON.stringify(act())}`;
    } catch (error) {
      return (error as Error).message;
    }
  };

  test('list() counts its items and names the wrong one', () => {
    expect(fails(() => list(number(), { min: 2, max: 2 }).read([1], 'pair'))).toBe('pair is [1], wanted a list of 2');
    expect(fails(() => list(number(), { max: 3 }).read([1, 'b'], 'pair'))).toBe('pair[1] is "b", wanted a number');
    expect(fails(() => list(number(), { min: 1 }).read({}, 'pair'))).toBe('pair is {}, wanted a list of 1 or more');
  });

  test('matrix() wants rows of equal length', () => {
    expect(
      matrix().read(
        [
          [1, 2],
          [3, 4],
        ],
        'a',
      ),
    ).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(fails(() => matrix().read([[1, 2], [3]], 'a'))).toBe('a[1] is [3], wanted 2 numbers, as in the first row');
    expect(fails(() => matrix({ max: 2 }).read([[1], [2], [3]], 'a'))).toContain('wanted a list of 1 to 2');
  });

  test('number() can ask for whole numbers', () => {
    expect(fails(() => number({ whole: true }).read(1.5, 'n'))).toBe('n is 1.5, wanted a whole number');
  });

  test('range wants a low end below the high end', () => {
    expect(range.read([0, 1], 'w')).toEqual([0, 1]);
    expect(fails(() => range.read([1, 1], 'w'))).toBe('w is [1,1], wanted a low end below the high end');
  });

  test('record() names the field inside', () => {
    const means = record({ x: number() });
    expect(fails(() => means.read({ x: null }, 'means'))).toBe('means.x is null, wanted a number');
    expect(fails(() => means.read({ x: 1, z: 1 }, 'means'))).toBe('means.z is not known, wanted one of x');
    expect(fails(() => means.read(3, 'means'))).toBe('means is 3, wanted an object');
  });
});
