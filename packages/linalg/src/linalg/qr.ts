import type { NDArray } from '../ndarray.ts';
import { hostMatrices, identity, resultArray, scale, tame } from './host-matrices.ts';
import { applyQ, reflectColumns } from './householder.ts';

/** What `qr` finds: q·r is the matrix. */
export interface QR {
  /** Orthonormal columns: (…, m, k), with k = min(m, n); (…, m, m) in mode 'complete'. */
  readonly q: NDArray;
  /** Upper triangle: (…, k, n); (…, m, n) in mode 'complete'. */
  readonly r: NDArray;
}

/**
 * Splits a matrix (…, m, n) into orthonormal columns and an upper triangle, by Householder's reflections: Gram–Schmidt
 * without its loss of orthogonality. Signs are LAPACK's.
 * @throws RangeError where there are fewer than two axes, or a NaN or an infinity
 */
export function qr(x: NDArray, { mode = 'reduced' }: { mode?: 'reduced' | 'complete' } = {}): QR {
  const { batch, rows, columns, items } = hostMatrices(x, 'factor');
  const width = mode === 'complete' ? rows : Math.min(rows, columns);
  const parts = items.map((item) => {
    const exponent = tame(item);
    const reflections = reflectColumns(item, rows, columns);
    const q = identity(rows, width);
    applyQ(reflections, q, width);
    const r = item.subarray(0, width * columns);
    for (let i = 0; i < width; i++) r.fill(0, i * columns, i * columns + Math.min(i, columns));
    scale(r, exponent);
    return { q, r };
  });
  return {
    q: resultArray(
      parts.map(({ q }) => q),
      [...batch, rows, width],
      x,
    ),
    r: resultArray(
      parts.map(({ r }) => r),
      [...batch, width, columns],
      x,
    ),
  };
}
