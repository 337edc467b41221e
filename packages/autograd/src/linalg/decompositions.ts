import * as rules from '../rules/index.ts';
import { apply, applyOne, type Tensor } from '../tensor.ts';

/** The lower triangle L with L·Lᵀ = a for a symmetric, positive definite matrix (…, N, N). @throws RangeError where it is neither */
export function cholesky(a: Tensor): Tensor {
  return applyOne(rules.cholesky, a);
}

/** What `qr` finds: q·r is the matrix. */
export interface QR {
  /** Orthonormal columns: (…, M, K), K the smaller of M and N. */
  readonly q: Tensor;
  /** Upper triangle: (…, K, N). */
  readonly r: Tensor;
}

/** Splits a matrix (…, M, N) into orthonormal columns and an upper triangle. Its slope needs independent columns. @throws RangeError where there are fewer than two axes, or an element is not finite */
export function qr(a: Tensor): QR {
  const [q, r] = apply(rules.qr, a);
  return { q: q!, r: r! };
}

/** What `eigh` finds: a·v = λ·v for each eigenvalue λ and its eigenvector v. */
export interface Eigh {
  /** In ascending order: (…, N). */
  readonly eigenvalues: Tensor;
  /** One in each column, orthonormal: (…, N, N). Those of equal eigenvalues have no slope. */
  readonly eigenvectors: Tensor;
}

/** Eigenvalues and eigenvectors of a symmetric matrix (…, N, N). @throws RangeError where it is not symmetric, or an element is not finite */
export function eigh(a: Tensor): Eigh {
  const [eigenvalues, eigenvectors] = apply(rules.eigh, a);
  return { eigenvalues: eigenvalues!, eigenvectors: eigenvectors! };
}

/** What `svd` finds: u · diag(s) · vh is the matrix. */
export interface SVD {
  /** Orthonormal columns: (…, M, K), K the smaller of M and N. */
  readonly u: Tensor;
  /** Singular values, in descending order: (…, K). */
  readonly s: Tensor;
  /** Orthonormal rows: (…, K, N). */
  readonly vh: Tensor;
}

/** Singular value decomposition of a matrix (…, M, N). u and vh have a slope where the singular values differ and none is 0; the values always. @throws RangeError where there are fewer than two axes, or an element is not finite */
export function svd(a: Tensor): SVD {
  const [u, s, vh] = apply(rules.svd, a);
  return { u: u!, s: s!, vh: vh! };
}

/** Condition number: the largest singular value over the smallest, (…, M, N) → (…). @throws as `svd` */
export function cond(a: Tensor): Tensor {
  const { s } = svd(a);
  return s.max({ axis: -1 }).div(s.min({ axis: -1 }));
}
