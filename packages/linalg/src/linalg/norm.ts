import { pow } from '../math/pow.ts';
import type { NDArray } from '../ndarray.ts';
import { normalizeAxis, sizeOf } from '../shape.ts';
import { floatValues, resultArray } from './host-matrices.ts';
import { norm2 } from './householder.ts';
import { singularParts } from './singular.ts';

/** Which norm: a number p for vectors; 1, 2, Infinity, their negatives, 'fro' or 'nuc' for matrices. */
export type NormOrder = number | 'fro' | 'nuc';

/** How `norm` measures. */
export interface NormOptions {
  /** Default: the square root of the sum of squares. */
  ord?: NormOrder;
  /** One axis for vectors, two (rows, columns) for matrices; default: the whole array. */
  axis?: number | readonly [rows: number, columns: number];
  /** Leaves the measured axes in the shape, as 1. */
  keepdims?: boolean;
}

/**
 * Length of a vector or size of a matrix, as NumPy's. Vectors: (Σ|x|ᵖ)^(1/p), with 2 the usual length, Infinity the
 * largest |x|, −Infinity the smallest, 0 the number of elements that are not zero. Matrices: 'fro' the root of all
 * squares, 1 and Infinity the largest sum of |x| down a column and along a row, 2 the largest singular value, 'nuc' the
 * sum of them; negative ones the smallest instead. Without `ord` and `axis`, an array of any shape counts as one vector.
 *
 * @example
 * ```ts
 * import { array, linalg } from '@zero-to-gpt/linalg';
 *
 * linalg.norm(array([3, 4])).item(); // → 5
 * linalg.norm(array([[3, 4], [5, 12]]), { axis: 1 }).toArray(); // → [5, 13]
 * linalg.norm(array([[1, -2], [3, 4]]), { ord: Infinity }).item(); // → 7
 * ```
 * @throws RangeError where the order is none of these, where it needs elements and there are none, or where the shape is
 * neither a vector's nor a matrix's and no axis says which to take
 */
export function norm(x: NDArray, { ord, axis, keepdims = false }: NormOptions = {}): NDArray {
  if (axis === undefined && ord !== undefined && x.ndim !== 1 && x.ndim !== 2)
    throw new RangeError(`Cannot take the norm ${ord} of [${x.shape}]: wanted one or two axes; name them by { axis }`);
  const whole = Array.from({ length: x.ndim }, (_, i) => i);
  const axes =
    axis === undefined ? whole : (typeof axis === 'number' ? [axis] : axis).map((a) => normalizeAxis(a, x.ndim));
  if (axes[0] === axes[1] && axes.length === 2) throw new RangeError(`Cannot take the norm over axis ${axes[0]} twice`);
  const kept = whole.filter((i) => !axes.includes(i));
  using ordered = x.permute(...kept, ...axes);
  const data = floatValues(ordered, 'take the norm of');
  const [rows, columns] = [x.shape[axes[0]!] ?? 1, x.shape[axes[1]!] ?? 1];
  const size = sizeOf(axes.map((a) => x.shape[a]!));
  const shape = kept.map((i) => x.shape[i]!);
  const isMatrix = axes.length === 2 && ord !== undefined;
  const parts = Array.from({ length: sizeOf(shape) }, (_, i) => {
    const part = data.subarray(i * size, (i + 1) * size);
    return Float64Array.of(isMatrix ? matrixNorm(part, rows, columns, ord) : vectorNorm(part, ord ?? 2));
  });
  return resultArray(parts, keepdims ? x.shape.map((d, i) => (axes.includes(i) ? 1 : d)) : shape, x);
}

function vectorNorm(x: Float64Array, ord: NormOrder): number {
  if (typeof ord === 'string') throw new RangeError(`Cannot take the norm '${ord}' of a vector: it is for matrices`);
  const sizes = x.map(Math.abs);
  if (ord === 2) return norm2(sizes);
  if (ord === 1) return sizes.reduce((sum, value) => sum + value, 0);
  if (ord === 0) return sizes.filter((value) => value !== 0).length;
  if (ord === Infinity) return most(sizes);
  if (ord === -Infinity) return least(sizes);
  if (Number.isNaN(ord)) throw new RangeError('Cannot take the norm NaN: wanted a number p');
  return pow(
    sizes.reduce((sum, value) => sum + pow(value, ord), 0),
    1 / ord,
  );
}

function matrixNorm(x: Float64Array, rows: number, columns: number, ord: NormOrder): number {
  if (ord === 'fro') return norm2(x);
  if (ord === 1) return most(sums(x, rows, columns, false));
  if (ord === -1) return least(sums(x, rows, columns, false));
  if (ord === Infinity) return most(sums(x, rows, columns, true));
  if (ord === -Infinity) return least(sums(x, rows, columns, true));
  if (ord !== 2 && ord !== -2 && ord !== 'nuc')
    throw new RangeError(
      `Cannot take the norm ${ord} of a matrix: wanted 1, 2, Infinity, their negatives, 'fro' or 'nuc'`,
    );
  if (!x.every(Number.isFinite)) return NaN;
  const { values } = singularParts(x.slice(), rows, columns);
  if (ord === 'nuc') return values.reduce((sum, value) => sum + value, 0);
  return ord === 2 ? most(values) : least(values);
}

/** Sums of |x| along rows or down columns. */
function sums(x: Float64Array, rows: number, columns: number, along: boolean): Float64Array {
  const out = new Float64Array(along ? rows : columns);
  for (let i = 0; i < x.length; i++) {
    const at = along ? Math.floor(i / columns) : i % columns;
    out[at] = out[at]! + Math.abs(x[i]!);
  }
  return out;
}

function most(values: Float64Array): number {
  return checked(values).reduce((a, b) => Math.max(a, b), 0);
}

function least(values: Float64Array): number {
  return checked(values).reduce((a, b) => Math.min(a, b), Infinity);
}

function checked(values: Float64Array): Float64Array {
  if (values.length === 0)
    throw new RangeError('Cannot take this norm of no elements: there is no largest or smallest');
  return values;
}
