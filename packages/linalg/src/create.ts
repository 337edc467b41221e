import { allocate, where } from './compute.ts';
import { cpu } from './cpu/device.ts';
import type { Device } from './device.ts';
import { type DType, dtypeOf, hostArray, type TypedArray } from './dtype.ts';
import { NDArray } from './ndarray.ts';
import type { Nested } from './nested.ts';
import { checkShape, type Shape, sizeOf } from './shape.ts';

/** Where a new array lies and what it holds. */
export interface ArrayOptions {
  /** Default float32. */
  dtype?: DType;
  /** Default `cpu`. */
  device?: Device;
}

/**
 * An array from nested lists.
 *
 * @example
 * ```ts
 * import { array } from '@zero-to-gpt/linalg';
 *
 * array([[1, 2], [3, 4]]).matmul(array([[1], [1]])).toArray(); // → [[3], [7]]
 * array([[1, 2], [3]]); // throws Cannot make an array
 * ```
 * @throws RangeError where the lists are ragged, TypeError where they hold anything but numbers
 */
export function array(nested: Nested, { dtype = 'float32', device = cpu }: ArrayOptions = {}): NDArray {
  const shape: number[] = [];
  for (let x: Nested | undefined = nested; Array.isArray(x); x = x[0] as Nested | undefined) shape.push(x.length);
  const data = hostArray(dtype, sizeOf(shape));
  let at = 0;
  const visit = (x: Nested, axis: number): void => {
    if (axis === shape.length) {
      if (Array.isArray(x)) throw new RangeError(`Cannot make an array: found a list of ${x.length}, wanted a number`);
      if (typeof x !== 'number') throw new TypeError(`Cannot make an array: found ${typeof x}, wanted a number`);
      data[at++] = x;
      return;
    }
    if (!Array.isArray(x)) throw new RangeError(`Cannot make an array: found ${x}, wanted a list of ${shape[axis]}`);
    if (x.length !== shape[axis])
      throw new RangeError(`Cannot make an array: a list of axis ${axis} has ${x.length} items, wanted ${shape[axis]}`);
    for (const item of x) visit(item as Nested, axis + 1);
  };
  visit(nested, 0);
  return fromData(data, shape, { dtype, device });
}

/** An array with the elements of a host array, copied in row-major order. The dtype is the host array's unless given. */
export function fromData(
  data: TypedArray,
  shape: Shape,
  { dtype = dtypeOf(data), device = cpu }: ArrayOptions = {},
): NDArray {
  checkShape(shape);
  if (data.length !== sizeOf(shape))
    throw new RangeError(`Cannot fill [${shape}] from ${data.length} elements: it holds ${sizeOf(shape)}`);
  const out = empty(shape, { dtype, device });
  if (dtypeOf(data) === dtype) device.write(out, data);
  else {
    const converted = hostArray(dtype, data.length);
    converted.set(data);
    device.write(out, converted);
  }
  return out;
}

/** An array of unknown elements, to be overwritten. */
export function empty(shape: Shape, { dtype = 'float32', device = cpu }: ArrayOptions = {}): NDArray {
  checkShape(shape);
  return new NDArray(allocate(device, dtype, shape), device);
}

/** An array of one value. */
export function full(shape: Shape, value: number, options: ArrayOptions = {}): NDArray {
  return empty(shape, options).fill(value);
}

/** An array of zeros. */
export function zeros(shape: Shape, options: ArrayOptions = {}): NDArray {
  return full(shape, 0, options);
}

/** An array of ones. */
export function ones(shape: Shape, options: ArrayOptions = {}): NDArray {
  return full(shape, 1, options);
}

/** Unknown elements in the shape, dtype and device of another array. */
export function emptyLike(x: NDArray): NDArray {
  return empty(x.shape, { dtype: x.dtype, device: x.device });
}

/** Zeros in the shape, dtype and device of another array. */
export function zerosLike(x: NDArray): NDArray {
  return emptyLike(x).fill(0);
}

/** 0, 1, … stop − 1; or start, start + step, … before stop. */
export function arange(stop: number, options?: ArrayOptions): NDArray;
export function arange(start: number, stop: number, step?: number, options?: ArrayOptions): NDArray;
export function arange(first: number, second?: number | ArrayOptions, step = 1, last: ArrayOptions = {}): NDArray {
  const [start, stop] = typeof second === 'number' ? [first, second] : [0, first];
  const options = typeof second === 'object' ? second : last;
  const count = Math.ceil((stop - start) / step);
  if (!Number.isFinite(count)) throw new RangeError(`Cannot count from ${start} to ${stop} by ${step}`);
  const data = Float64Array.from({ length: Math.max(0, count) }, (_, i) => start + i * step);
  return fromData(data, [data.length], { dtype: 'float32', ...options });
}

/** `count` evenly spaced numbers from start to stop, both included. */
export function linspace(start: number, stop: number, count = 50, options: ArrayOptions = {}): NDArray {
  const data = Float64Array.from({ length: count }, (_, i) =>
    i === count - 1 && i > 0 ? stop : start + (i * (stop - start)) / Math.max(1, count - 1),
  );
  return fromData(data, [count], { dtype: 'float32', ...options });
}

/** The identity matrix (n, n), or (n, columns) with ones on its diagonal. */
export function eye(n: number, { columns = n, ...options }: ArrayOptions & { columns?: number } = {}): NDArray {
  const data = new Float64Array(n * columns);
  for (let i = 0; i < Math.min(n, columns); i++) data[i * columns + i] = 1;
  return fromData(data, [n, columns], { dtype: 'float32', ...options });
}

/** The last two axes' lower triangle, zeros above diagonal k. */
export function tril(x: NDArray, k = 0): NDArray {
  return triangle(x, (i, j) => j - i <= k);
}

/** The last two axes' upper triangle, zeros below diagonal k. */
export function triu(x: NDArray, k = 0): NDArray {
  return triangle(x, (i, j) => j - i >= k);
}

function triangle(x: NDArray, inside: (i: number, j: number) => boolean): NDArray {
  if (x.ndim < 2) throw new RangeError(`Cannot take a triangle of [${x.shape}]: expected at least 2 axes`);
  const [rows, columns] = [x.shape.at(-2)!, x.shape.at(-1)!];
  const data = Uint8Array.from({ length: rows * columns }, (_, i) => +inside(Math.floor(i / columns), i % columns));
  using mask = fromData(data, [rows, columns], { device: x.device });
  return new NDArray(where(mask, x, 0), x.device);
}
