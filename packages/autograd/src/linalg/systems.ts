import { linalg as arrays, checkOptions, NDArray, tidy } from '@zero-to-gpt/linalg';
import * as rules from '../rules/index.ts';
import { applyOne, Tensor } from '../tensor.ts';

/** Sum of a matrix's diagonal: (…, M, N) → (…). @throws RangeError where there are fewer than two axes */
export function trace(x: Tensor): Tensor {
  if (x.ndim < 2)
    throw new RangeError(`Cannot take the trace of [${x.shape}]: wanted a matrix, or a stack of matrices`);
  return applyOne(rules.diagonal, x).sum({ axis: -1 });
}

/**
 * The x of a·x = b for a square matrix a (…, N, N): b is a vector (N) or has columns (…, N, K). In float64 on the host.
 * @throws RangeError where a is not square or is singular, or an element is not finite; TypeError on devices whose memory
 * the host does not see
 */
export function solve(a: Tensor | NDArray, b: Tensor | NDArray): Tensor {
  return applyOne((left, right) => rules.solve(left, right), lift(a), lift(b));
}

/** The inverse of a square matrix (…, N, N); to solve systems, `solve` is faster and more exact. @throws as `solve` */
export function inv(a: Tensor): Tensor {
  return applyOne(rules.inv, a);
}

/** Moore and Penrose's inverse of any matrix: (…, M, N) → (…, N, M). Its slope holds where small changes leave the rank. @throws as `solve`, but for singular matrices */
export function pinv(a: Tensor, options: arrays.RankOptions = {}): Tensor {
  const { rtol } = checkOptions('linalg.pinv', options, ['rtol']);
  return applyOne((x) => rules.pinv(x, rtol), a);
}

/** The x that makes |b − a·x|² smallest, for a (M, N) and b (M) or (M, K); the shortest where several do. @throws as `pinv` */
export function lstsq(a: Tensor | NDArray, b: Tensor | NDArray, options: arrays.RankOptions = {}): Tensor {
  const { rtol } = checkOptions('linalg.lstsq', options, ['rtol']);
  return applyOne((left, right) => rules.lstsq(left, right, rtol), lift(a), lift(b));
}

/** Determinant: (…, N, N) → (…). Singular matrices have their slope too. @throws as `solve`, but for singular matrices */
export function det(a: Tensor): Tensor {
  return applyOne(rules.det, a);
}

/** What `slogdet` finds. */
export interface SignLogDet {
  /** −1, 0 or 1: constant. */
  readonly sign: NDArray;
  /** Natural logarithm of the determinant's absolute value. */
  readonly logAbsDet: Tensor;
}

/** Sign and logarithm of a determinant that may be too large or too small for a number. @throws as `det`; the way back of a singular matrix throws too */
export function slogdet(a: Tensor): SignLogDet {
  return { sign: tidy(() => arrays.slogdet(a.value).sign), logAbsDet: applyOne(rules.logAbsDet, a) };
}

function lift(x: Tensor | NDArray): Tensor {
  return x instanceof NDArray ? new Tensor(x) : x;
}
