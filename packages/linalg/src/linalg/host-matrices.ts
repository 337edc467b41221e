import { fromData } from '../create.ts';
import { isFloat } from '../dtype.ts';
import { scaleByPowerOfTwo, splitFloat } from '../math/float-bits.ts';
import type { NDArray } from '../ndarray.ts';
import { sizeOf } from '../shape.ts';

/** The matrices of an array, in float64 on the host, row by row; copies, so that algorithms may overwrite them. */
export interface HostMatrices {
  /** The axes before the last two. */
  readonly batch: readonly number[];
  /** Rows of each matrix. */
  readonly rows: number;
  /** Columns of each matrix. */
  readonly columns: number;
  /** One list of rows × columns numbers a matrix. */
  readonly items: Float64Array[];
}

/**
 * Reads the matrices of an array. `action` begins the errors: 'Cannot invert [3]: …'.
 * @throws RangeError where there are fewer than two axes, or a NaN or an infinity, TypeError for float16 and for devices that must be awaited
 */
export function hostMatrices(x: NDArray, action: string): HostMatrices {
  if (x.ndim < 2)
    throw new RangeError(`Cannot ${action} [${x.shape}]: wanted a matrix (2 axes), or a stack of matrices`);
  const [rows, columns] = [x.shape.at(-2)!, x.shape.at(-1)!];
  const batch = x.shape.slice(0, -2);
  const data = finiteValues(x, action);
  const size = rows * columns;
  return {
    batch,
    rows,
    columns,
    items: Array.from({ length: sizeOf(batch) }, (_, i) => data.subarray(i * size, (i + 1) * size)),
  };
}

/** The same for square matrices. @throws RangeError also where rows and columns differ in number */
export function squareMatrices(x: NDArray, action: string): HostMatrices {
  if (x.ndim >= 2 && x.shape.at(-2) !== x.shape.at(-1))
    throw new RangeError(`Cannot ${action} [${x.shape}]: wanted as many rows as columns`);
  return hostMatrices(x, action);
}

/** Every element in float64, in row-major order. @throws RangeError at NaN and infinities */
export function finiteValues(x: NDArray, action: string): Float64Array {
  const data = floatValues(x, action);
  const at = data.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new RangeError(`Cannot ${action} [${x.shape}]: element [${indexOf(at, x.shape)}] is ${data[at]}`);
  return data;
}

/** Every element in float64, in row-major order. @throws TypeError for float16 */
export function floatValues(x: NDArray, action: string): Float64Array {
  if (x.dtype === 'float16') throw new TypeError(`Cannot ${action} float16 on the host: use x.astype('float32')`);
  return new Float64Array(x.toFlat());
}

/** A result as an array of x's device and float dtype; whole numbers give float32. */
export function resultArray(parts: readonly Float64Array[], shape: readonly number[], x: NDArray): NDArray {
  const data = new Float64Array(sizeOf(shape));
  let at = 0;
  for (const part of parts) {
    data.set(part, at);
    at += part.length;
  }
  return fromData(data, shape, { dtype: isFloat(x.dtype) ? x.dtype : 'float32', device: x.device });
}

/**
 * Scales numbers in place by a power of two so that the largest has a magnitude near 1: squares then neither overflow
 * nor vanish. No digit is lost but those of elements 10³⁰⁰ times smaller than the largest.
 * @returns the exponent e: what was x is now x · 2⁻ᵉ
 */
export function normalize(data: Float64Array): number {
  let top = 0;
  for (const value of data) top = Math.max(top, Math.abs(value));
  if (top === 0) return 0;
  const { exponent } = splitFloat(top);
  scale(data, -exponent);
  return exponent;
}

/**
 * As `normalize`, but only where elements are so large that sums could overflow, or so small that they have lost
 * digits: rows of very different magnitude stay as they are.
 */
export function tame(data: Float64Array): number {
  let top = 0;
  for (const value of data) top = Math.max(top, Math.abs(value));
  const exponent = top === 0 ? 0 : splitFloat(top).exponent;
  const shift = exponent > 950 ? 100 : exponent < -900 ? exponent : 0;
  scale(data, -shift);
  return shift;
}

/** Multiplies numbers in place by 2ᵉ. */
export function scale(data: Float64Array, exponent: number): void {
  if (exponent !== 0) for (let i = 0; i < data.length; i++) data[i] = scaleByPowerOfTwo(data[i]!, exponent);
}

/** The transpose of a matrix of `rows` rows. */
export function transposed(data: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(data.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = data[i * columns + j]!;
  return out;
}

/** The product of a rows × inner and an inner × columns matrix. */
export function product(a: Float64Array, b: Float64Array, rows: number, inner: number, columns: number): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < inner; k++) {
      const factor = a[i * inner + k]!;
      for (let j = 0; j < columns; j++) out[i * columns + j] = out[i * columns + j]! + factor * b[k * columns + j]!;
    }
  return out;
}

/** The first `columns` columns of the identity, `rows` rows. */
export function identity(rows: number, columns: number = rows): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < Math.min(rows, columns); i++) out[i * columns + i] = 1;
  return out;
}

/** Distance between 1 and the next number of the dtype that a result has: what counts as rounding. */
export function epsilonOf(x: NDArray): number {
  return x.dtype === 'float32' ? 1.1920928955078125e-7 : Number.EPSILON;
}

/** ' of matrix 2' in a stack, for errors; nothing for a single matrix. */
export function ofMatrix(i: number, { batch }: HostMatrices): string {
  return batch.length === 0 ? '' : ` of matrix [${indexOf(i, batch)}]`;
}

function indexOf(at: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  for (const length of shape.toReversed()) {
    index.unshift(at % length);
    at = Math.floor(at / length);
  }
  return index;
}
