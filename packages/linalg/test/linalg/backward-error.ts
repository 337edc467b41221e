import { linalg, type NDArray } from '../../src/index.ts';
import { scaleByPowerOfTwo, splitFloat } from '../../src/math/float-bits.ts';

/** Largest dimension times ε: a unit of rounding for a matrix. */
export function roundingOf(a: NDArray): number {
  return Math.max(...a.shape) * Number.EPSILON;
}

/** x · 2ᵉ; for matrices so large or small that their squares leave the range. */
export function scaled(x: NDArray, exponent: number): NDArray {
  const half = Math.trunc(exponent / 2);
  return x.mul(scaleByPowerOfTwo(1, half)).mul(scaleByPowerOfTwo(1, exponent - half));
}

/** The exponent that brings the largest element near 1. */
export function exponentOf(x: NDArray): number {
  const top = x.size === 0 ? 0 : x.abs().max().item();
  return top === 0 ? 0 : -splitFloat(top).exponent;
}

/** Frobenius norm. */
export function size(x: NDArray): number {
  return linalg.norm(x).item();
}

/** |found − a| / |a|, 0 where both are zero. */
export function relative(found: NDArray, a: NDArray): number {
  const e = exponentOf(a);
  const rest = size(scaled(found, e).sub(scaled(a, e)));
  return rest === 0 ? 0 : rest / size(scaled(a, e));
}

/** How far the columns are from orthonormal: |QᵀQ − 1|. */
export function skew(q: NDArray): number {
  const n = q.shape.at(-1)!;
  const product = new Float64Array(q.mT.matmul(q).toFlat());
  return Math.sqrt(product.reduce((sum, value, i) => sum + (value - Number(i % (n + 1) === 0)) ** 2, 0));
}

/** |b − a·x| / (|a||x| + |b|). */
export function residual(a: NDArray, x: NDArray, b: NDArray): number {
  const [ea, ex] = [exponentOf(a), exponentOf(x)];
  const [a1, x1, b1] = [scaled(a, ea), scaled(x, ex), scaled(b, ea + ex)];
  const rest = size(b1.sub(a1.matmul(x1)));
  return rest === 0 ? 0 : rest / (size(a1) * size(x1) + size(b1));
}
