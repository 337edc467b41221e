import { array } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { about } from '../../widgets/matmul/about.ts';
import {
  type Matrix,
  moves,
  movesFor,
  type Order,
  partial,
  resized,
  round,
  sizes,
} from '../../widgets/matmul/model.ts';
import { sentence, terms } from '../../widgets/matmul/words.ts';

const a: Matrix = [
  [1, 2, 3],
  [4, 5, 6],
];
const b: Matrix = [
  [7, 8],
  [9, 10],
  [11, 12],
];
const orders: readonly Order[] = ['cells', 'rows', 'layers'];
const size = { m: 2, k: 3, n: 2 };

describe('partial()', () => {
  test.each(orders)('of all moves of "%s" is the product of linalg', (order) => {
    const { sums } = partial(a, b, moves(order, size), 12);
    const float64 = { dtype: 'float64' } as const;
    expect(sums).toEqual(
      array(a as number[][], float64)
        .matmul(array(b as number[][], float64))
        .toArray(),
    );
  });

  test('counts the terms of each cell', () => {
    expect(partial(a, b, moves('cells', size), 4)).toEqual({
      sums: [
        [58, 8],
        [0, 0],
      ],
      terms: [
        [3, 1],
        [0, 0],
      ],
    });
  });

  test.each<[Order, number[][]]>([
    [
      'cells',
      [
        [58, 64],
        [0, 0],
      ],
    ],
    [
      'rows',
      [
        [58, 64],
        [0, 0],
      ],
    ],
    [
      'layers',
      [
        [25, 28],
        [28, 32],
      ],
    ],
  ])('after half of "%s" stands where its loops are', (order, sums) => {
    expect(partial(a, b, moves(order, size), 6).sums).toEqual(sums);
  });
});

describe('moves()', () => {
  test.each(orders)('of "%s" make each multiplication once', (order) => {
    const seen = new Set(moves(order, size).map(({ i, j, k }) => `${i}${j}${k}`));
    expect(seen.size).toBe(12);
  });

  test('change the innermost index first', () => {
    const second = (order: Order) => moves(order, size)[1];
    expect(orders.map(second)).toEqual([
      { i: 0, j: 0, k: 1 },
      { i: 0, j: 1, k: 0 },
      { i: 0, j: 1, k: 0 },
    ]);
  });
});

describe('movesFor()', () => {
  test.each(orders)('of "%s" is when a cell has all its terms', (order) => {
    const list = moves(order, size);
    const count = movesFor(list, 1, 0);
    expect(partial(a, b, list, count).terms[1]![0]).toBe(3);
    expect(partial(a, b, list, count - 1).terms[1]![0]).toBe(2);
  });

  test('is before the first term of a cell that has not begun', () => {
    expect(movesFor(moves('cells', size), 0, 1, { begun: true })).toBe(3);
  });
});

describe('sizes()', () => {
  test('refuses inner sizes that differ, in the words of linalg', () => {
    const refused = sizes(a, a);
    expect(refused).toEqual({ error: 'Cannot multiply [2,3] by [2,3]: inner axes are 3 and 2' });
    expect(() => array(a as number[][]).matmul(array(a as number[][]))).toThrow((refused as { error: string }).error);
  });
});

describe('round()', () => {
  const lit = (order: Order, table: 'a' | 'b' | 'c', rows: number, columns: number): string =>
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => (round(order, { i: 1, j: 0, k: 2 })[table](i, j) ? '#' : '.')).join(''),
    ).join('/');

  test.each<[Order, string, string, string]>([
    ['cells', '.../###', '#./#./#.', '../#.'],
    ['rows', '.../..#', '../../##', '../##'],
    ['layers', '..#/..#', '../../##', '##/##'],
  ])('of "%s" lights what its inner loops read and write', (order, inA, inB, inC) => {
    expect([lit(order, 'a', 2, 3), lit(order, 'b', 3, 2), lit(order, 'c', 2, 2)]).toEqual([inA, inB, inC]);
  });
});

test('resized() keeps what fits and fills with ones', () => {
  expect(resized(a, 1, 2)).toEqual([[1, 2]]);
  expect(resized([[5]], 2, 2)).toEqual([
    [5, 1],
    [1, 1],
  ]);
});

describe('sentence()', () => {
  const say = (order: Order, count: number): string => {
    const list = moves(order, size);
    return sentence({ a, b, order, list, count, sizes: size }, partial(a, b, list, count).sums);
  };

  test('says what comes, what was added, and what a cell is', () => {
    expect(say('cells', 0)).toBe('C will have 2 · 2 cells, each a sum of 3 products: 12 multiplications.');
    expect(say('cells', 2)).toBe('Row 0 of A times column 0 of B: 2 · 9 brings the sum to 25; 1 term to come.');
    expect(say('cells', 3)).toBe('Row 0 of A times column 0 of B is 58.');
    expect(say('cells', 12)).toBe('Row 1 of A times column 1 of B is 154. C is complete.');
    expect(say('rows', 3)).toBe('Row 0 of C gains 2 times row 1 of B. Cell (0, 0) stands at 25.');
    expect(say('layers', 5)).toBe('All of C gains column 1 of A times row 1 of B. Cell (0, 0) stands at 25.');
  });
});

test('terms() sets negative factors in brackets', () => {
  expect(terms([[-1, 2]], [[3], [-4]], { i: 0, j: 0 })).toEqual([
    { text: '(−1) · 3', value: -3 },
    { text: '2 · (−4)', value: -8 },
  ]);
});

test('the piece says its shapes where it does not run', () => {
  expect(about.still({})).toContain('shape (2, 3) with one of shape (3, 2)');
});
