import { scaleByPowerOfTwo, splitFloat } from '../math/float-bits.ts';
import { log } from '../math/log.ts';
import type { NDArray } from '../ndarray.ts';
import { resultArray, squareMatrices, tame } from './host-matrices.ts';
import { factorLU } from './lu.ts';

/**
 * Determinant of a square matrix: (…, n, n) → (…). The signed volume of what the unit cube becomes; 0 where the matrix
 * is singular, 1 where it has no rows.
 * @throws RangeError where the matrix is not square or holds NaN or infinities
 */
export function det(a: NDArray): NDArray {
  const parts = determinants(a, 'take the determinant of').map(({ fraction, exponent }) =>
    Float64Array.of(scaleByPowerOfTwo(fraction, exponent)),
  );
  return resultArray(parts, a.shape.slice(0, -2), a);
}

/** What `slogdet` finds. */
export interface SignLogDet {
  /** −1, 0 or 1. */
  readonly sign: NDArray;
  /** Natural logarithm of the determinant's absolute value; −∞ where it is 0. */
  readonly logAbsDet: NDArray;
}

/**
 * Sign and logarithm of a determinant that may be too large or too small for a number: (…, n, n) → (…).
 * @throws RangeError where the matrix is not square or holds NaN or infinities
 */
export function slogdet(a: NDArray): SignLogDet {
  const found = determinants(a, 'take the determinant of');
  const shape = a.shape.slice(0, -2);
  const array = (f: (d: Scaled) => number) =>
    resultArray(
      found.map((d) => Float64Array.of(f(d))),
      shape,
      a,
    );
  return {
    sign: array(({ fraction }) => Math.sign(fraction)),
    logAbsDet: array(({ fraction, exponent }) => log(Math.abs(fraction)) + exponent * Math.LN2),
  };
}

/** fraction · 2^exponent. */
interface Scaled {
  readonly fraction: number;
  readonly exponent: number;
}

/** Product of the pivots; the exponent is kept apart, so that no order of huge and tiny pivots overflows. */
function determinants(a: NDArray, action: string): Scaled[] {
  const { rows, items } = squareMatrices(a, action);
  return items.map((item) => {
    let exponent = rows * tame(item);
    const { lu, sign, zeroPivot } = factorLU(item, rows);
    if (zeroPivot >= 0) return { fraction: 0, exponent: 0 };
    let fraction: number = sign;
    for (let i = 0; i < rows; i++) {
      const split = splitFloat(Math.abs(fraction * lu[i * rows + i]!));
      fraction = fraction * lu[i * rows + i]! < 0 ? -split.fraction : split.fraction;
      exponent += split.exponent;
    }
    return { fraction, exponent };
  });
}
