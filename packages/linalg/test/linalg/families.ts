import { array, type NDArray, Random, reference } from '../../src/index.ts';

/** A matrix that is hard in its own way. */
export interface Case {
  readonly name: string;
  readonly a: NDArray;
}

const float64 = { dtype: 'float64', device: reference } as const;

/** A float64 array on plain loops. */
export function f64(nested: Parameters<typeof array>[0]): NDArray {
  return array(nested, float64);
}

/** Elements from a formula. */
export function matrix(rows: number, columns: number, element: (i: number, j: number) => number): NDArray {
  return f64(Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => element(i, j))));
}

/** Normal random numbers. */
export function random(rows: number, columns: number, seed: number): NDArray {
  return new Random(seed).normal([rows, columns], float64);
}

const ten = (exponent: number): number => Number(`1e${exponent}`);

/** Square matrices: well and badly conditioned, graded, huge, tiny. None is singular in exact arithmetic. */
export function regularFamily(): Case[] {
  return [
    ...[1, 2, 3, 5, 10, 20, 50].map((n) => ({ name: `random ${n}`, a: random(n, n, n) })),
    ...[3, 6, 9, 12].map((n) => ({ name: `Hilbert ${n}`, a: matrix(n, n, (i, j) => 1 / (i + j + 1)) })),
    ...[4, 8, 12].map((n) => ({
      name: `Vandermonde ${n}`,
      a: matrix(n, n, (i, j) => Array.from({ length: j }).reduce<number>((power) => (power * (i + 1)) / n, 1)),
    })),
    { name: 'graded by rows', a: random(12, 12, 1).mul(matrix(12, 1, (i) => ten(-2 * i))) },
    { name: 'graded by columns', a: random(12, 12, 2).mul(matrix(1, 12, (_, j) => ten(2 * j))) },
    { name: 'graded both ways', a: random(12, 12, 3).mul(matrix(12, 12, (i, j) => ten(-i - j))) },
    { name: 'graded upwards', a: random(12, 12, 4).mul(matrix(12, 12, (i, j) => ten(i + j))) },
    { name: 'triangle of ones', a: matrix(20, 20, (i, j) => (i === j ? 1 : i < j ? -1 : 0)) },
    { name: 'second differences', a: matrix(30, 30, (i, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)) },
    { name: 'permutation', a: matrix(7, 7, (i, j) => Number((3 * i + 2) % 7 === j)) },
    { name: 'identity', a: matrix(6, 6, (i, j) => Number(i === j)) },
    { name: 'huge', a: random(8, 8, 5).mul(1e300) },
    { name: 'tiny', a: random(8, 8, 6).mul(1e-300) },
    {
      name: 'huge and tiny',
      a: f64([
        [1e200, 1],
        [1, 1e-100],
      ]),
    },
    { name: 'rows from 1e100 to 1e-100', a: random(5, 5, 8).mul(matrix(5, 1, (i) => ten(100 - 50 * i))) },
    { name: 'subnormal', a: random(5, 5, 7).mul(1e-310) },
  ];
}

/** Matrices of every shape, among them singular and rank-deficient ones. */
export function generalFamily(): Case[] {
  return [
    ...regularFamily(),
    ...(
      [
        [5, 3],
        [3, 5],
        [40, 7],
        [7, 40],
        [1, 6],
        [6, 1],
      ] as const
    ).map(([m, n]) => ({ name: `random ${m}×${n}`, a: random(m, n, m + n) })),
    { name: 'zeros', a: matrix(4, 3, () => 0) },
    { name: 'ones', a: matrix(6, 6, () => 1) },
    { name: 'one to nine', a: matrix(3, 3, (i, j) => 3 * i + j + 1) },
    { name: 'rank 2 of 10', a: random(10, 2, 8).matmul(random(2, 10, 9)) },
    { name: 'rank 3 of 12×5', a: random(12, 3, 10).matmul(random(3, 5, 11)) },
    { name: 'equal columns', a: matrix(9, 4, (i) => i - 3) },
    { name: 'a column of zeros', a: random(8, 5, 12).mul(f64([1, 1, 0, 1, 1])) },
    { name: 'zeros on the diagonal', a: matrix(6, 6, (i, j) => Number(j === i + 1)) },
    { name: 'equal singular values', a: matrix(6, 6, (i, j) => Number(i === j) - 1 / 3) },
    {
      name: 'tall Vandermonde',
      a: matrix(20, 8, (i, j) => Array.from({ length: j }).reduce<number>((p) => p * (i / 19), 1)),
    },
    { name: 'graded Kahan', a: kahan(24) },
    { name: 'tiny diagonal, growing', a: bidiagonal([1e-116, 1e-134, 3e-60, 5e-70], [1e-129, 4e-50, 1]) },
    { name: 'tiny diagonal, shrinking', a: bidiagonal([1e-41, 2e-17, 1e-14, 4e-30], [0.8, 3e-57, 2e-113]) },
    {
      name: 'a block of the smallest numbers',
      a: f64([
        [1, 0, 0],
        [0, 3e-322, 5e-322],
        [0, 4e-322, 1e-322],
      ]),
    },
    { name: 'zeros and tiny numbers', a: bidiagonal([1, 0, 0, 8e-74, 0], [7e-158, 2e-169, 0, 1e-153]) },
  ];
}

/** Symmetric matrices. */
export function symmetricFamily(): Case[] {
  return [
    ...generalFamily()
      .filter(({ a }) => a.shape[0] === a.shape[1])
      .map(({ name, a }) => ({ name: `${name}, its symmetric part`, a: a.div(2).add(a.mT.div(2)) })),
    { name: 'Wilkinson 21', a: matrix(21, 21, (i, j) => (i === j ? Math.abs(10 - i) : Number(Math.abs(i - j) === 1))) },
    { name: 'Gram', a: gram(random(10, 4, 13)) },
    {
      name: 'indefinite',
      a: f64([
        [0, 1],
        [1, 0],
      ]),
    },
    { name: 'zeros', a: matrix(5, 5, () => 0) },
    {
      name: 'next to nothing beside zeros',
      a: f64([
        [1, 0, 0],
        [0, 0, 1e-164],
        [0, 1e-164, 0],
      ]),
    },
  ];
}

/** Symmetric, positive definite matrices. */
export function definiteFamily(): Case[] {
  return [
    ...[1, 2, 5, 10, 30].map((n) => ({ name: `random ${n}`, a: gram(random(n, n, n)).add(eyeOf(n)) })),
    ...[3, 6, 10].map((n) => ({ name: `Hilbert ${n}`, a: matrix(n, n, (i, j) => 1 / (i + j + 1)) })),
    { name: 'second differences', a: matrix(30, 30, (i, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)) },
    {
      name: 'graded',
      a: gram(random(8, 8, 14))
        .add(eyeOf(8))
        .mul(matrix(8, 8, (i, j) => ten(-3 * (i + j)))),
    },
    {
      name: 'huge',
      a: gram(random(6, 6, 15))
        .add(eyeOf(6))
        .mul(1e300),
    },
    {
      name: 'tiny',
      a: gram(random(6, 6, 16))
        .add(eyeOf(6))
        .mul(1e-300),
    },
    { name: 'from 1e200 to 1e-200', a: matrix(3, 3, (i, j) => (i === j ? ten(200 - 200 * i) : 0)) },
    {
      name: 'subnormal',
      a: f64([
        [4e-320, 0],
        [0, 1e-320],
      ]),
    },
  ];
}

function gram(a: NDArray): NDArray {
  const product = a.matmul(a.mT);
  return product.add(product.mT).div(2);
}

function eyeOf(n: number): NDArray {
  return matrix(n, n, (i, j) => Number(i === j));
}

/** Zero but on its diagonal and just above it. */
function bidiagonal(diagonal: readonly number[], above: readonly number[]): NDArray {
  return matrix(diagonal.length, diagonal.length, (i, j) => (i === j ? diagonal[i]! : j === i + 1 ? above[i]! : 0));
}

/** Kahan's triangle: its smallest singular value is far below its diagonal. */
function kahan(n: number): NDArray {
  const [sine, cosine] = [0.8, 0.6];
  return matrix(n, n, (i, j) => {
    const row = Array.from({ length: i }).reduce<number>((power) => power * sine, 1);
    return i === j ? row : j > i ? -cosine * row : 0;
  });
}
