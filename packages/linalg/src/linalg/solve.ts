import { sameDevice } from '../compute.ts';
import { commonDType } from '../dtype.ts';
import type { NDArray } from '../ndarray.ts';
import { broadcastShapes, rowMajor, sizeOf } from '../shape.ts';
import {
  finiteValues,
  type HostMatrices,
  hostMatrices,
  identity,
  ofMatrix,
  resultArray,
  scale,
  squareMatrices,
  tame,
} from './host-matrices.ts';
import { factorLU, type LU, solveLU } from './lu.ts';

/**
 * The x of a·x = b for a square matrix a (n, n). b is a vector (n) or a matrix of columns (n, k); stacks of matrices
 * broadcast. By Gaussian elimination with partial pivoting, in float64.
 *
 * @example
 * ```ts
 * import { array, linalg } from '@zero-to-gpt/linalg';
 *
 * const x = linalg.solve(array([[2, 1], [1, 3]]), array([3, 5])); // 2x + y = 3 and x + 3y = 5
 * x.toString(); // → '[0.8 1.4]'
 * linalg.solve(array([[1, 2], [3, 6]]), array([1, 1])); // throws Cannot solve with [2,2]: the matrix is singular
 * ```
 * @throws RangeError where a is not square or is singular (with the pivot that is zero), where b has another number of
 * rows, or where an element is NaN or infinite
 */
export function solve(a: NDArray, b: NDArray): NDArray {
  sameDevice(a, b);
  commonDType(a.dtype, b.dtype);
  const left = squareMatrices(a, 'solve with');
  const n = left.rows;
  const isVector = b.ndim === 1;
  const right: HostMatrices = isVector
    ? { batch: [], rows: b.size, columns: 1, items: [finiteValues(b, 'solve for')] }
    : hostMatrices(b, 'solve for');
  if (right.rows !== n)
    throw new RangeError(
      `Cannot solve [${a.shape}] · x = [${b.shape}]: the right side has ${right.rows} rows, wanted ${n}`,
    );
  const batch = broadcastShapes(left.batch, right.batch);
  const factors = left.items.map((item, i) => regular(item, left, i, `solve with [${a.shape}]`));
  const parts = Array.from({ length: sizeOf(batch) }, (_, i) => {
    const { lu, exponent } = factors[matched(i, batch, left.batch)]!;
    const columns = right.items[matched(i, batch, right.batch)]!.slice();
    scale(columns, -exponent);
    return solveLU(lu, columns, right.columns);
  });
  return resultArray(parts, isVector ? [...batch, n] : [...batch, n, right.columns], a.dtype === 'uint8' ? b : a);
}

/**
 * The inverse of a square matrix (…, n, n): inv(a)·a is the identity. To solve a·x = b use `solve`, which is faster and
 * more exact.
 * @throws RangeError where a is not square, is singular (with the pivot that is zero), or holds NaN or infinities
 */
export function inv(a: NDArray): NDArray {
  const matrices = squareMatrices(a, 'invert');
  const parts = matrices.items.map((item, i) => {
    const { lu, exponent } = regular(item, matrices, i, `invert [${a.shape}]`);
    const inverse = solveLU(lu, identity(matrices.rows), matrices.rows);
    scale(inverse, -exponent);
    return inverse;
  });
  return resultArray(parts, a.shape, a);
}

/** Factors A · 2⁻ᵉ. */
function regular(a: Float64Array, all: HostMatrices, i: number, action: string): { lu: LU; exponent: number } {
  const exponent = tame(a);
  const lu = factorLU(a, all.rows);
  if (lu.zeroPivot >= 0)
    throw new RangeError(
      `Cannot ${action}: the matrix is singular, pivot ${lu.zeroPivot}${ofMatrix(i, all)} is 0 (a column depends on those before it); lstsq and pinv can`,
    );
  return { lu, exponent };
}

/** Which matrix of a stack meets place i of the broadcast stack. */
function matched(i: number, batch: readonly number[], own: readonly number[]): number {
  const strides = rowMajor(own);
  let at = 0;
  for (let axis = batch.length - 1; axis >= 0; axis--) {
    const mine = axis - batch.length + own.length;
    if (mine >= 0 && own[mine] !== 1) at += (i % batch[axis]!) * strides[mine]!;
    i = Math.floor(i / batch[axis]!);
  }
  return at;
}
