import { identity, transposed } from './host-matrices.ts';
import { makeReflector, reflect } from './householder.ts';
import { rotateRows, rotationOf } from './rotation.ts';

/** Square A = U·B·Vᵀ with B zero but on its diagonal and just above it. */
export interface Bidiagonal {
  /** Number of rows and columns. */
  readonly n: number;
  /** B's diagonal. */
  readonly diagonal: Float64Array;
  /** The elements above it; the last one is 0. */
  readonly above: Float64Array;
  /** Uᵀ, row by row. */
  readonly ut: Float64Array;
  /** Vᵀ, row by row. */
  readonly vt: Float64Array;
}

/** Mirrors columns onto their diagonal element and rows onto the one beside it. (Golub and Van Loan, Matrix Computations, section 5.4.8.) */
export function bidiagonalize(a: Float64Array, n: number): Bidiagonal {
  const left = new Float64Array(n);
  const right = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    left[k] = makeReflector(a, k * n + k, n - k, n);
    reflect(a, k, k, left[k]!, a, n, k + 1, n, n);
    if (k + 1 < n) {
      right[k] = makeReflector(a, k * n + k + 1, n - k - 1, 1);
      reflectRows(a, n, k, right[k]!);
    }
  }
  const mirrored = transposed(a, n, n);
  const [u, v] = [identity(n), identity(n)];
  for (let k = n - 1; k >= 0; k--) {
    reflect(a, k, k, left[k]!, u, n, k, n, n);
    if (k + 1 < n) reflect(mirrored, k + 1, k, right[k]!, v, n, k + 1, n, n);
  }
  return {
    n,
    diagonal: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!),
    above: Float64Array.from({ length: n }, (_, i) => (i + 1 < n ? a[i * n + i + 1]! : 0)),
    ut: transposed(u, n, n),
    vt: transposed(v, n, n),
  };
}

/** Every row below row k minus τ (row·v) vᵀ, with v in row k from column k + 1 on. */
function reflectRows(a: Float64Array, n: number, k: number, tau: number): void {
  const v = a.slice(k * n + k + 1, (k + 1) * n);
  v[0] = 1;
  for (let i = k + 1; i < n; i++) {
    const start = i * n + k + 1;
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += a[start + j]! * v[j]!;
    sum *= tau;
    for (let j = 0; j < v.length; j++) a[start + j] = a[start + j]! - sum * v[j]!;
  }
}

/** No element above the diagonal is chased more often than this; two or three times is the rule. */
const MAX_STEPS = 75;
/** Elements that count as zero beside a largest of 1: their squares would vanish. */
const TINY = 1e-140;

/**
 * Implicit QR steps, in place: `diagonal` becomes the singular values, of any sign and in any order; the rows of `ut`
 * and `vt` become the singular vectors. (Golub and Reinsch, Numerische Mathematik 14, 1970.)
 */
export function diagonalizeBidiagonal(b: Bidiagonal): void {
  const { diagonal: d, above: e, n } = b;
  for (let last = n - 1; last > 0; last--)
    for (let step = 0; ; step++) {
      let first = last;
      while (first > 0 && !isNegligible(d, e, first - 1)) first--;
      if (first > 0) e[first - 1] = 0;
      if (first === last) break;
      if (step === MAX_STEPS)
        throw new RangeError(`Cannot find singular value ${last}: no end after ${MAX_STEPS} QR steps`);
      const zero = d.subarray(first, last + 1).findIndex((value) => Math.abs(value) <= TINY);
      if (zero < 0) chase(b, first, last);
      else if (first + zero === last) clearColumn(b, first, last);
      else clearRow(b, first + zero, last);
    }
}

function isNegligible(d: Float64Array, e: Float64Array, k: number): boolean {
  return Math.abs(e[k]!) <= Number.EPSILON * (Math.abs(d[k]!) + Math.abs(d[k + 1]!)) || Math.abs(e[k]!) <= TINY;
}

/**
 * One step on the block first … last: a rotation of its first columns, and the bulge chased down the diagonal. A block
 * that grows downwards is walked from its other end, as the block of its reversed transpose.
 */
function chase({ diagonal: d, above: e, ut, vt, n }: Bidiagonal, first: number, last: number): void {
  const down = Math.abs(d[first]!) >= Math.abs(d[last]!);
  const [left, right] = down ? [ut, vt] : [vt, ut];
  const [begin, end, next] = down ? [first, last, 1] : [last, first, -1];
  const beside = (i: number) => (down ? i : i - 1); // the element of e between i and its next
  const sigma = shift(d[end - next]!, e[beside(end - next)]!, d[end]!);
  let y = (1 - sigma / d[begin]!) * (d[begin]! + sigma); // (d² − σ²) / d
  let z = e[beside(begin)]!;
  for (let i = begin; i !== end; i += next) {
    const [here, other] = [beside(i), i + next];
    const column = rotationOf(y, z);
    if (i !== begin) e[beside(i - next)] = column.length;
    y = column.cosine * d[i]! + column.sine * e[here]!;
    const off = column.cosine * e[here]! - column.sine * d[i]!;
    const corner = column.cosine * d[other]!;
    const row = rotationOf(y, column.sine * d[other]!);
    d[i] = row.length;
    y = row.cosine * off + row.sine * corner;
    d[other] = row.cosine * corner - row.sine * off;
    e[here] = y;
    if (other !== end) {
      z = row.sine * e[beside(other)]!;
      e[beside(other)] = row.cosine * e[beside(other)]!;
    }
    rotateRows(right, n, i, other, column);
    rotateRows(left, n, i, other, row);
  }
}

/** The smaller singular value of the triangle [p q; 0 r] at the end of the block. */
function shift(p: number, q: number, r: number): number {
  const unit = Math.max(Math.abs(p), Math.abs(q), Math.abs(r));
  const [a, b, c] = [p / unit, q / unit, r / unit];
  const apart = ((a - c) * (a - c) + b * b) * ((a + c) * (a + c) + b * b); // squared difference of the squares
  const larger = Math.sqrt((a * a + b * b + c * c + Math.sqrt(apart)) / 2);
  return (unit * Math.abs(a * c)) / larger;
}

/** Element k of the diagonal is zero: its row is emptied by rotations with the rows below it. */
function clearRow({ diagonal: d, above: e, ut, n }: Bidiagonal, k: number, last: number): void {
  let f = e[k]!;
  d[k] = 0;
  e[k] = 0;
  for (let i = k + 1; i <= last && f !== 0; i++) {
    const turn = rotationOf(d[i]!, f);
    d[i] = turn.length;
    f = -turn.sine * e[i]!;
    e[i] = turn.cosine * e[i]!;
    rotateRows(ut, n, i, k, turn);
  }
}

/** The last element of the diagonal is zero: its column is emptied by rotations with the columns before it. */
function clearColumn({ diagonal: d, above: e, vt, n }: Bidiagonal, first: number, last: number): void {
  let f = e[last - 1]!;
  d[last] = 0;
  e[last - 1] = 0;
  for (let i = last - 1; i >= first && f !== 0; i--) {
    const turn = rotationOf(d[i]!, f);
    d[i] = turn.length;
    rotateRows(vt, n, i, last, turn);
    if (i === first) return;
    f = -turn.sine * e[i - 1]!;
    e[i - 1] = turn.cosine * e[i - 1]!;
  }
}
