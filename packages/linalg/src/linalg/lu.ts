/** P·A = L·U: L (ones on its diagonal, not stored) below the diagonal of `lu`, U on and above it. */
export interface LU {
  /** Both triangles, row by row. */
  readonly lu: Float64Array;
  /** Row i of P·A is row `order[i]` of A. */
  readonly order: Int32Array;
  /** Determinant of P: 1 or −1. */
  readonly sign: number;
  /** The first pivot that is zero, from 0; −1 where A is regular. */
  readonly zeroPivot: number;
}

/**
 * Gaussian elimination with partial pivoting, in place: each column's largest element becomes its pivot, so that no
 * multiplier exceeds 1. (Golub and Van Loan, Matrix Computations, section 3.4.) ⅔n³ operations.
 */
export function factorLU(a: Float64Array, n: number): LU {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  let sign = 1;
  let zeroPivot = -1;
  for (let k = 0; k < n; k++) {
    let p = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i * n + k]!) > Math.abs(a[p * n + k]!)) p = i;
    if (p !== k) {
      sign = -sign;
      swapRows(a, n, p, k);
      [order[p], order[k]] = [order[k]!, order[p]!];
    }
    const pivot = a[k * n + k]!;
    if (pivot === 0) {
      if (zeroPivot < 0) zeroPivot = k;
      continue; // the column is zero already
    }
    for (let i = k + 1; i < n; i++) {
      const factor = a[i * n + k]! / pivot;
      a[i * n + k] = factor;
      if (factor !== 0) for (let j = k + 1; j < n; j++) a[i * n + j] = a[i * n + j]! - factor * a[k * n + j]!;
    }
  }
  return { lu: a, order, sign, zeroPivot };
}

/** Solves A·X = B for the `columns` columns of B by substitution: down through L, up through U. */
export function solveLU({ lu, order }: LU, b: Float64Array, columns: number): Float64Array {
  const n = order.length;
  const x = new Float64Array(n * columns);
  for (let i = 0; i < n; i++) {
    x.set(b.subarray(order[i]! * columns, (order[i]! + 1) * columns), i * columns);
    for (let j = 0; j < i; j++) subtractRow(x, columns, i, j, lu[i * n + j]!);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) subtractRow(x, columns, i, j, lu[i * n + j]!);
    for (let c = 0; c < columns; c++) x[i * columns + c] = x[i * columns + c]! / lu[i * n + i]!;
  }
  return x;
}

/** Row i −= factor · row j. */
function subtractRow(x: Float64Array, columns: number, i: number, j: number, factor: number): void {
  if (factor === 0) return;
  for (let c = 0; c < columns; c++) x[i * columns + c] = x[i * columns + c]! - factor * x[j * columns + c]!;
}

function swapRows(a: Float64Array, columns: number, i: number, j: number): void {
  const row = a.slice(i * columns, (i + 1) * columns);
  a.copyWithin(i * columns, j * columns, (j + 1) * columns);
  a.set(row, j * columns);
}
