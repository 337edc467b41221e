import { array, linalg } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { about } from '../../widgets/plane/about.ts';
import {
  between,
  columns,
  determinant,
  fromColumns,
  image,
  inverse,
  type Matrix2,
  presets,
  rank,
} from '../../widgets/plane/model.ts';
import { determinantText, sentence } from '../../widgets/plane/words.ts';

const some: readonly Matrix2[] = [
  [
    [2, 1],
    [5, 3],
  ],
  [
    [0, 1],
    [1, 0],
  ],
  [
    [1.5, -0.5],
    [0.25, 3],
  ],
];
const flat: readonly Matrix2[] = [
  [
    [1, 2],
    [2, 4],
  ],
  [
    [1, 2],
    [3, 6],
  ],
  [
    [0.8, 0.4],
    [0.4, 0.2],
  ],
];
const float64 = { dtype: 'float64' } as const;
const asArray = (matrix: Matrix2) =>
  array(
    matrix.map((row) => [...row]),
    float64,
  );
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, x) => (typeof x === 'number' ? Number(x.toFixed(9)) + 0 : x));

describe('the plane agrees with linalg', () => {
  test.each(some)('on [%j, %j]', (...rows) => {
    const matrix = rows as unknown as Matrix2;
    expect(determinant(matrix)).toBeCloseTo(linalg.det(asArray(matrix)).item(), 9);
    expect(rounded(inverse(matrix))).toEqual(rounded(linalg.inv(asArray(matrix)).toArray()));
    expect(rank(matrix)).toBe(linalg.matrixRank(asArray(matrix)).item());
    const { x, y } = image(matrix, { x: 2, y: -3 });
    expect([[x], [y]]).toEqual(
      asArray(matrix)
        .matmul(array([[2], [-3]], float64))
        .toArray(),
    );
  });

  test.each(flat)('that [%j, %j] is singular', (...rows) => {
    const matrix = rows as unknown as Matrix2;
    expect(rank(matrix)).toBe(linalg.matrixRank(asArray(matrix)).item());
    expect(inverse(matrix)).toBeNull();
    expect(() =>
      linalg.inv(
        asArray([
          [1, 2],
          [2, 4],
        ]),
      ),
    ).toThrow('singular');
  });
});

test('columns() are the images of (1, 0) and (0, 1)', () => {
  const [first, second] = columns(some[0]!);
  expect([first, second]).toEqual([image(some[0]!, { x: 1, y: 0 }), image(some[0]!, { x: 0, y: 1 })]);
  expect(fromColumns(first, second)).toEqual(some[0]);
});

test('rank() of nothing but zeros is 0', () => {
  expect(
    rank([
      [0, 0],
      [0, 0],
    ]),
  ).toBe(0);
});

test('between() begins and ends where it should', () => {
  expect(between(some[0]!, some[1]!, 0)).toEqual(some[0]);
  expect(between(some[0]!, some[1]!, 1)).toEqual(some[1]);
});

describe('presets', () => {
  test('project is a projection: done twice it is done once', () => {
    const once = image(presets.project.matrix, { x: 3, y: 1 });
    expect(rounded(image(presets.project.matrix, once))).toEqual(rounded(once));
  });

  test('have the determinants that their names promise', () => {
    const dets = Object.fromEntries(
      Object.entries(presets).map(([name, { matrix }]) => [name, rounded(determinant(matrix))]),
    );
    expect(dets).toEqual({ identity: 1, rotate: 1, scale: 1, shear: 1, mirror: -1, project: 0 });
  });
});

describe('sentence()', () => {
  test.each<[Matrix2, string]>([
    [
      [
        [1, 0],
        [0, 1],
      ],
      'Areas stay as they are.',
    ],
    [
      [
        [2, 0],
        [0, 3],
      ],
      'Every area becomes 6 times as large.',
    ],
    [
      [
        [0, 1],
        [1, 0],
      ],
      'and the plane is turned over',
    ],
    [
      [
        [1, 2],
        [2, 4],
      ],
      'Singular: determinant 0, the plane is flattened onto a line.',
    ],
    [
      [
        [0, 0],
        [0, 0],
      ],
      'Singular: the whole plane falls onto one point',
    ],
    [
      [
        [1, 1],
        [1, 1.1],
      ],
      'a small error grows on the way back',
    ],
  ])('of %j says %s', (matrix, words) => {
    expect(sentence(matrix)).toContain(words);
  });
});

test('determinantText() sets negative numbers in brackets', () => {
  expect(
    determinantText([
      [1, 2],
      [-3, 4],
    ]),
  ).toBe('1 · 4 − 2 · (−3) = 10');
});

test('the piece wants two rows of two numbers within the picture', () => {
  expect(() => about.read({ matrix: [[1, 0]] })).toThrow('option matrix is [[1,0]], wanted a list of 2');
  expect(() =>
    about.read({
      matrix: [
        [9, 0],
        [0, 1],
      ],
    }),
  ).toThrow('option matrix[0][0] is 9');
  expect(() => about.read({ presets: ['spin'] })).toThrow('option presets[0] is "spin", wanted one of identity');
});
