/** A = Q·R as reflections: R on and above the diagonal of `a`, below it each reflector's vector without its leading 1. */
export interface Reflections {
  /** R and the vectors, row by row. */
  readonly a: Float64Array;
  /** Reflector k is I − τₖ v vᵀ. */
  readonly tau: Float64Array;
  /** Rows of A. */
  readonly rows: number;
  /** Columns of A. */
  readonly columns: number;
  /** Column j of Q·R is column `order[j]` of A. */
  readonly order: Int32Array;
}

/**
 * Householder's QR, in place: each column is mirrored onto its first axis. (Golub and Van Loan, Matrix Computations,
 * sections 5.2 and 5.4.) Signs as LAPACK's: rₖₖ = −sign(xₖ)·‖x‖. With `pivot` the longest remaining column comes first.
 */
export function reflectColumns(
  a: Float64Array,
  rows: number,
  columns: number,
  { pivot = false }: { pivot?: boolean } = {},
): Reflections {
  const tau = new Float64Array(Math.min(rows, columns));
  const order = Int32Array.from({ length: columns }, (_, j) => j);
  for (let k = 0; k < tau.length; k++) {
    if (pivot) longestFirst(a, rows, columns, k, order);
    tau[k] = makeReflector(a, k * columns + k, rows - k, columns);
    reflect(a, k, k, tau[k]!, a, columns, k + 1, rows, columns);
  }
  return { a, tau, rows, columns, order };
}

/**
 * Turns the x at `at`, `at + stride`, … into β, v₁, v₂ …: I − τ v vᵀ with v₀ = 1 maps x onto β e₁. Answers τ.
 */
export function makeReflector(a: Float64Array, at: number, length: number, stride: number): number {
  if (unitOf(a, at + stride, length - 1, stride) === 0) return 0;
  const unit = unitOf(a, at, length, stride);
  const long = Math.sqrt(sumOfSquares(a, at, length, stride, unit));
  const x0 = a[at]! / unit;
  const beta = x0 < 0 ? long : -long;
  for (let i = 1; i < length; i++) a[at + i * stride] = a[at + i * stride]! / unit / (x0 - beta);
  a[at] = beta * unit;
  return (beta - x0) / beta;
}

/** Q·x in place for x of as many rows as A, or Qᵀ·x. */
export function applyQ(
  { a, tau, rows, columns }: Reflections,
  x: Float64Array,
  width: number,
  transpose = false,
): void {
  for (let i = 0; i < tau.length; i++) {
    const k = transpose ? i : tau.length - 1 - i;
    reflect(a, k, k, tau[k]!, x, width, 0, rows, columns);
  }
}

/** Rows `row` … of x, from column `from` on, minus τ v vᵀ x, with v in column k of a below row `row`. */
export function reflect(
  a: Float64Array,
  row: number,
  k: number,
  tau: number,
  x: Float64Array,
  width: number,
  from: number,
  rows: number,
  columns: number,
): void {
  if (tau === 0) return;
  const v = Float64Array.from({ length: rows - row }, (_, i) => (i === 0 ? 1 : a[(row + i) * columns + k]!));
  const product = new Float64Array(width); // vᵀ x
  for (let i = 0; i < v.length; i++)
    for (let j = from; j < width; j++) product[j] = product[j]! + v[i]! * x[(row + i) * width + j]!;
  for (let i = 0; i < v.length; i++) {
    const factor = tau * v[i]!;
    for (let j = from; j < width; j++) x[(row + i) * width + j] = x[(row + i) * width + j]! - factor * product[j]!;
  }
}

/** Length of a vector of any magnitude. */
export function norm2(x: Float64Array): number {
  const unit = unitOf(x, 0, x.length, 1);
  return unit === 0 || !Number.isFinite(unit) ? unit : unit * Math.sqrt(sumOfSquares(x, 0, x.length, 1, unit));
}

/** What to divide numbers by before squaring: 1, or the largest where squares would overflow or lose digits; 0 where all are 0. */
function unitOf(x: Float64Array, at: number, length: number, stride: number): number {
  let top = 0;
  for (let i = 0; i < length; i++) top = Math.max(top, Math.abs(x[at + i * stride]!));
  return top > 1e-120 && top < 1e120 ? 1 : top;
}

function sumOfSquares(x: Float64Array, at: number, length: number, stride: number, unit: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const value = x[at + i * stride]! / unit;
    sum += value * value;
  }
  return sum;
}

/** Exchanges column k with the longest of those from k on, as seen from row k down. */
function longestFirst(a: Float64Array, rows: number, columns: number, k: number, order: Int32Array): void {
  const squares = new Float64Array(columns);
  for (let i = k; i < rows; i++)
    for (let j = k; j < columns; j++) squares[j] = squares[j]! + a[i * columns + j]! * a[i * columns + j]!;
  let longest = k;
  for (let j = k + 1; j < columns; j++) if (squares[j]! > squares[longest]!) longest = j;
  if (longest === k) return;
  [order[k], order[longest]] = [order[longest]!, order[k]!];
  for (let i = 0; i < rows; i++) {
    const row = i * columns;
    [a[row + k], a[row + longest]] = [a[row + longest]!, a[row + k]!];
  }
}
