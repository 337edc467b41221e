import { eye, linalg, NDArray, ones, type Range, tril as trilArray } from '@zero-to-gpt/linalg';
import { only, run, runAll, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { tril } from './diagonal.ts';
import { solve } from './inverse.ts';
import { concat } from './join.ts';
import { onArrays } from './on-arrays.ts';

/**
 * L of A = L·Lᵀ (…, N, N). With P the lower triangle of Lᵀ·dL, its diagonal halved, dA is the symmetric part of
 * L⁻ᵀ·P·L⁻¹ (Murray 2016, equation 10).
 */
export function cholesky<A extends Vocabulary<A>>(a: A): Traced<A> {
  const l = onArrays(a, linalg.cholesky, cholesky);
  return {
    name: 'cholesky',
    values: [l],
    saved: [l],
    backward(dys) {
      const n = l.shape.at(-1)!;
      const { dtype, device } = l;
      const halves = trilArray(ones([n, n], { dtype, device })).sub(eye(n, { dtype, device }).mul(0.5));
      const p = l.mT.matmul(only(dys)).mul(halves);
      const byInverse = (x: A) => run((left, right) => solve(left, right), l.mT, x); // L⁻ᵀ·x
      return [symmetricPart(byInverse(byInverse(p).mT))];
    },
  };
}

/**
 * Eigenvalues λ (…, N) and eigenvectors V (…, N, N) of a symmetric matrix: dA is the symmetric part of
 * V·(diag(dλ) + (Vᵀ·dV)∘F)·Vᵀ with F[i][j] = 1/(λ[j] − λ[i]), 0 on the diagonal. Vectors of equal eigenvalues have no
 * slope (Giles 2008, section 3.1).
 */
export function eigh<A extends Vocabulary<A>>(a: A): Traced<A> {
  const [values, vectors] = onArraysAll(
    a,
    (x) => {
      const { eigenvalues, eigenvectors } = linalg.eigh(x);
      return [eigenvalues, eigenvectors];
    },
    eigh,
  ) as [A, A]; // two
  return {
    name: 'eigh',
    values: [values, vectors],
    saved: [values, vectors],
    backward(dys) {
      const [dvalues, dvectors] = dys as [A | null, A | null];
      const inner = sum([dvectors && offDiagonal(vectors.mT.matmul(dvectors), values), dvalues && onto(dvalues)]);
      return [symmetricPart(vectors.matmul(inner).matmul(vectors.mT))];
    },
  };
}

/**
 * U (…, M, K), s (…, K) and Vᵀ (…, K, N) of U·diag(s)·Vᵀ = A, K the smaller of M and N. With skew X = X − Xᵀ and
 * E[i][j] = s[j]² − s[i]²: dA = U·(skew(Uᵀ·dU)/E·diag(s) + diag(s)·skew(Vᵀ·dV)/E + diag(ds))·Vᵀ, and what dU and dV
 * have outside the spaces of U and V (Giles 2008, section 3.2). Where singular values are equal or 0, only they have a
 * slope.
 */
export function svd<A extends Vocabulary<A>>(a: A): Traced<A> {
  const [u, s, vh] = onArraysAll(
    a,
    (x) => {
      const found = linalg.svd(x);
      return [found.u, found.s, found.vh];
    },
    svd,
  ) as [A, A, A]; // three
  return {
    name: 'svd',
    values: [u, s, vh],
    saved: [u, s, vh],
    backward(dys) {
      const [du, ds, dvh] = dys as [A | null, A | null, A | null];
      const squares = s.mul(s);
      const turned = (x: A) => offDiagonal(x.sub(x.mT), squares);
      const inner = sum([
        du && turned(u.mT.matmul(du)).mul(s.unsqueeze(-2)),
        dvh && turned(vh.matmul(dvh.mT)).mul(s.unsqueeze(-1)),
        ds && onto(ds),
      ]);
      const [m, k, n] = [a.shape.at(-2)!, s.shape.at(-1)!, a.shape.at(-1)!];
      const dUs = m > k ? du?.div(s.unsqueeze(-2)) : null; // dU·diag(1/s), which square matrices have no place for
      const dVs = n > k ? dvh?.div(s.unsqueeze(-1)) : null; // diag(1/s)·dVᵀ
      return [
        sum([
          u.matmul(inner).matmul(vh),
          dUs?.sub(u.matmul(u.mT.matmul(dUs))).matmul(vh),
          dVs && u.matmul(dVs.sub(dVs.matmul(vh.mT).matmul(vh))),
        ]),
      ];
    },
  };
}

/**
 * Q (…, M, K) and R (…, K, N) of Q·R = A, K the smaller of M and N. With M = R·dRᵀ − dQᵀ·Q and its lower triangle
 * mirrored upwards: dA = (dQ + Q·mirrored)·R⁻ᵀ (Walter and Lehmann 2018). Columns beyond the first K follow from Q alone.
 */
export function qr<A extends Vocabulary<A>>(a: A): Traced<A> {
  const [q, r] = onArraysAll(
    a,
    (x) => {
      const found = linalg.qr(x);
      return [found.q, found.r];
    },
    qr,
  ) as [A, A]; // two
  return {
    name: 'qr',
    values: [q, r],
    saved: [a, q, r],
    backward(dys) {
      const [dq, dr] = dys as [A | null, A | null];
      const [m, n] = [a.shape.at(-2)!, a.shape.at(-1)!];
      if (m >= n) return [backFromSquare(q, r, dq, dr)];
      const part = (x: A, range: Range) => x.slice(...Array<Range>(x.ndim - 1).fill({}), range);
      const square = part(r, { stop: m });
      if (!dr) return [widened(backFromSquare(q, square, dq, null), n)];
      const [dSquare, dRest] = [part(dr, { stop: m }), part(dr, { start: m })];
      const dQ = sum([dq, part(a, { start: m }).matmul(dRest.mT)]);
      const first = backFromSquare(q, square, dQ, dSquare);
      return [run((x, y) => concat([x, y], -1), first, q.matmul(dRest))];
    },
  };
}

function backFromSquare<A extends Vocabulary<A>>(q: A, r: A, dq: A | null, dr: A | null): A {
  const m = sum([dr && r.matmul(dr.mT), dq?.mT.matmul(q).neg()]);
  const lower = run((x) => tril(x, -1), m);
  const mirrored = run((x) => tril(x, 0), m).add(lower.mT);
  const inner = sum([q.matmul(mirrored), dq]);
  return run((left, right) => solve(left, right), r, inner.mT).mT;
}

/** Zero columns behind, up to `n`. */
function widened<A extends Vocabulary<A>>(x: A, n: number): A {
  const [rows, columns] = [x.shape.at(-2)!, x.shape.at(-1)!];
  const rest = x.slice(...Array<Range>(x.ndim - 1).fill({}), { stop: 1 }).mul(0);
  return run((a, b) => concat([a, b], -1), x, rest.expand(...x.shape.slice(0, -2), rows, n - columns));
}

/** x[i][j] / (v[j] − v[i]), 0 on the diagonal. */
function offDiagonal<A extends Vocabulary<A>>(x: A, v: A): A {
  const { dtype, device } = v;
  const identity = eye(v.shape.at(-1)!, { dtype, device });
  const gaps = v.unsqueeze(-2).sub(v.unsqueeze(-1)).add(identity);
  return x.div(gaps).mul(identity.equal(0));
}

/** The matrix with x on its diagonal. */
function onto<A extends Vocabulary<A>>(x: A): A {
  const { dtype, device } = x;
  return x.unsqueeze(-1).mul(eye(x.shape.at(-1)!, { dtype, device }));
}

function symmetricPart<A extends Vocabulary<A>>(x: A): A {
  return x.add(x.mT).mul(0.5);
}

/** The sum of those that are there; one is. */
function sum<A extends Vocabulary<A>>(terms: readonly (A | null | undefined)[]): A {
  return terms.filter((x) => x !== null && x !== undefined).reduce((x, y) => x.add(y));
}

/** As `onArrays`, for several values. */
function onArraysAll<A extends Vocabulary<A>>(
  a: A,
  compute: (a: NDArray) => readonly NDArray[],
  rule: (a: NDArray) => Traced<NDArray>,
): readonly A[] {
  // Cast: A is NDArray where a is one
  return a instanceof NDArray ? (compute(a) as readonly unknown[] as readonly A[]) : runAll(rule, a);
}
