import { identity, transposed } from './host-matrices.ts';
import { makeReflector, reflect } from './householder.ts';
import { type Rotation, rotateRows, rotationOf } from './rotation.ts';

/** Symmetric A = Q·T·Qᵀ with a tridiagonal T. */
export interface Tridiagonal {
  /** T's diagonal. */
  readonly diagonal: Float64Array;
  /** The elements beside it; the last one is 0. */
  readonly beside: Float64Array;
  /** Qᵀ, row by row. */
  readonly vectors: Float64Array;
}

/** Mirrors each column onto its first two elements, from both sides. (Golub and Van Loan, Matrix Computations, section 8.3.1.) */
export function tridiagonalize(a: Float64Array, n: number): Tridiagonal {
  const tau = new Float64Array(Math.max(0, n - 2));
  for (let k = 0; k < n - 2; k++) {
    tau[k] = makeReflector(a, (k + 1) * n + k, n - k - 1, n);
    if (tau[k] !== 0) reflectBothSides(a, n, k, tau[k]!);
  }
  const q = identity(n);
  for (let k = n - 3; k >= 0; k--) reflect(a, k + 1, k, tau[k]!, q, n, 0, n, n);
  return {
    diagonal: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!),
    beside: Float64Array.from({ length: n }, (_, i) => (i < n - 1 ? a[(i + 1) * n + i]! : 0)),
    vectors: transposed(q, n, n),
  };
}

/** A ← H·A·H on the rows and columns after k: with w = τ·A·v − ½τ²(vᵀ·A·v)·v it is A − v·wᵀ − w·vᵀ. */
function reflectBothSides(a: Float64Array, n: number, k: number, tau: number): void {
  const first = k + 1;
  const v = Float64Array.from({ length: n - first }, (_, i) => (i === 0 ? 1 : a[(first + i) * n + k]!));
  const w = new Float64Array(v.length);
  let vw = 0;
  for (let i = 0; i < v.length; i++) {
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += a[(first + i) * n + first + j]! * v[j]!;
    w[i] = tau * sum;
    vw += w[i]! * v[i]!;
  }
  for (let i = 0; i < v.length; i++) w[i] = w[i]! - 0.5 * tau * vw * v[i]!;
  for (let i = 0; i < v.length; i++)
    for (let j = 0; j < v.length; j++) {
      const at = (first + i) * n + first + j;
      a[at] = a[at]! - v[i]! * w[j]! - w[i]! * v[j]!;
    }
}

/** No element beside the diagonal is chased more often than this; two or three times is the rule. */
const MAX_STEPS = 60;
/** Elements that count as zero beside a largest of 1: their squares would vanish. */
const TINY = 1e-140;

/**
 * Implicit QL steps with Wilkinson's shift, in place: `diagonal` becomes the eigenvalues, each row of `vectors` its
 * eigenvector. (Bowdler, Martin, Reinsch and Wilkinson, Numerische Mathematik 11, 1968.)
 */
export function diagonalize(diagonal: Float64Array, beside: Float64Array, vectors: Float64Array, n: number): void {
  for (let first = 0; first < n; first++)
    for (let step = 0; ; step++) {
      let last = first;
      while (last < n - 1 && !isNegligible(diagonal, beside, last)) last++;
      if (last === first) break;
      if (step === MAX_STEPS)
        throw new RangeError(`Cannot find eigenvalue ${first}: no end after ${MAX_STEPS} QL steps`);
      chase(diagonal, beside, vectors, n, first, last);
    }
}

function isNegligible(diagonal: Float64Array, beside: Float64Array, i: number): boolean {
  const around = Math.abs(diagonal[i]!) + Math.abs(diagonal[i + 1]!);
  return Math.abs(beside[i]!) <= Math.max(Number.EPSILON * around, TINY);
}

/** One QL step on the unreduced block first … last: a rotation at its lower end, and the bulge chased upwards. */
function chase(
  diagonal: Float64Array,
  beside: Float64Array,
  vectors: Float64Array,
  n: number,
  first: number,
  last: number,
): void {
  const [d0, e0] = [diagonal[first]!, beside[first]!];
  const half = (diagonal[first + 1]! - d0) / (2 * e0);
  const root = Math.sqrt(half * half + 1);
  let g = diagonal[last]! - d0 + e0 / (half + (half < 0 ? -root : root));
  let turn: Rotation = { cosine: 1, sine: 1, length: 0 };
  let moved = 0;
  for (let i = last - 1; i >= first; i--) {
    const b = turn.cosine * beside[i]!;
    turn = rotationOf(g, turn.sine * beside[i]!);
    beside[i + 1] = turn.length;
    if (turn.length === 0) {
      diagonal[i + 1] = diagonal[i + 1]! - moved; // both vanished: the block falls apart here
      beside[last] = 0;
      return;
    }
    g = diagonal[i + 1]! - moved;
    const t = (diagonal[i]! - g) * turn.sine + 2 * turn.cosine * b;
    moved = turn.sine * t;
    diagonal[i + 1] = g + moved;
    g = turn.cosine * t - b;
    rotateRows(vectors, n, i + 1, i, turn);
  }
  diagonal[first] = diagonal[first]! - moved;
  beside[first] = g;
  beside[last] = 0;
}
