import {
  arange,
  type Device,
  fromData,
  NDArray,
  normalizeAxis,
  type Shape,
  sizeOf,
  where,
  zeros,
} from '@zero-to-gpt/linalg';
import { only, run, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { onArrays } from './on-arrays.ts';

/** Positions of an axis by their numbers (int32), whose shape takes the axis's place: each position collects the gradients of all its uses. */
export function take<A extends Vocabulary<A>>(
  x: A,
  indices: NDArray | readonly number[] | Int32Array,
  axis: number,
): Traced<A> {
  const { shape, device } = x;
  if (shape.length === 0) throw new RangeError('Cannot take rows of a scalar: the tensor needs an axis');
  const at = normalizeAxis(axis, shape.length);
  const ids = indices instanceof NDArray ? indices : listed(indices, device);
  return {
    name: 'take',
    values: [x.take(ids, { axis: at })],
    saved: [ids],
    backward: (dys) => [run((dy) => addAt(dy, ids, shape, at), only(dys))],
  };
}

function listed(indices: readonly number[] | Int32Array, device: Device): NDArray {
  const bad = indices.find((i) => !Number.isInteger(i));
  if (bad !== undefined) throw new RangeError(`Cannot take row ${bad}: expected a whole number`);
  return fromData(Int32Array.from(indices), [indices.length], { device });
}

/**
 * Zeros of a shape to which `rows` are added at positions of an axis, in order: the way back of `take`, whose own way
 * back is `take`. rows: the shape with that of `indices` in place of the axis.
 */
export function addAt<A extends Vocabulary<A>>(rows: A, indices: NDArray, shape: Shape, axis: number): Traced<A> {
  const added = onArrays(
    rows,
    (x) => scattered(x, indices, shape, axis),
    (x) => addAt(x, indices, shape, axis),
  );
  return { name: 'addAt', values: [added], saved: [indices], backward: (dys) => [only(dys).take(indices, { axis })] };
}

function scattered(rows: NDArray, indices: NDArray, shape: Shape, axis: number): NDArray {
  const others = shape.toSpliced(axis, 1);
  const [count, width] = [indices.size, sizeOf(others)];
  const numbered = indices.shape.map((_, i) => axis + i);
  const rest = rows.shape.map((_, i) => i).filter((i) => !numbered.includes(i));
  const lines = rows
    .permute(...numbered, ...rest)
    .reshape(count, width)
    .contiguous();
  const { dtype, device } = rows;
  const out = zeros([shape[axis]!, width], { dtype, device });
  const ids = indices.reshape(count);
  const done = device.kernels.embeddingBackward?.(ids, lines, out) ?? false;
  if (!done) device.scatterAdd(ids, lines, out);
  const axes = shape.map((_, i) => (i === axis ? 0 : i < axis ? i + 1 : i));
  return out.reshape(shape[axis]!, ...others).permute(...axes);
}

/** One element of an axis for each of `indices` (int32), which lie beside it: shapes alike but for the axis, or of 1. */
export function takeAlongAxis<A extends Vocabulary<A>>(x: A, indices: NDArray, axis: number): Traced<A> {
  const { shape, size } = x;
  const places = placesOf(indices, shape, normalizeAxis(axis, shape.length));
  return {
    name: 'takeAlongAxis',
    values: [x.reshape(-1).take(places)],
    saved: [places],
    backward: (dys) => [run((dy) => addAt(dy, places, [size], 0), only(dys)).reshape(...shape)],
  };
}

/** Zeros of a shape to which elements are added, each at its index along the axis: the way back of `takeAlongAxis`. */
export function addAlongAxis<A extends Vocabulary<A>>(
  source: A,
  indices: NDArray,
  shape: Shape,
  axis: number,
): Traced<A> {
  const places = placesOf(indices, shape, normalizeAxis(axis, shape.length));
  const wide = source.expand(...places.shape);
  return {
    name: 'addAlongAxis',
    values: [run((x) => addAt(x, places, [sizeOf(shape)], 0), wide).reshape(...shape)],
    saved: [places],
    backward: (dys) => [only(dys).reshape(-1).take(places)],
  };
}

/** Row-major places (int32) of elements that are named by an index along one axis and their position on the others. */
function placesOf(indices: NDArray, shape: Shape, axis: number): NDArray {
  if (indices.dtype !== 'int32')
    throw new TypeError(`Cannot take elements at ${indices.dtype} positions: expected int32, indices.astype('int32')`);
  const fits = indices.ndim === shape.length && indices.shape.every((d, i) => i === axis || d === shape[i] || d === 1);
  if (!fits)
    throw new RangeError(
      `Cannot take elements of [${shape}] along axis ${axis} at [${indices.shape}]: only that axis may differ, the others are equal or 1`,
    );
  const { device } = indices;
  checkInside(indices, shape[axis]!);
  let places = where(indices.less(0), indices.add(shape[axis]!), indices).mul(sizeOf(shape.slice(axis + 1)));
  for (const [i, d] of shape.entries()) {
    if (i === axis) continue;
    const start = arange(d, { dtype: 'int32', device }).mul(sizeOf(shape.slice(i + 1)));
    places = places.add(start.reshape(...shape.map((_, j) => (j === i ? d : 1))));
  }
  return places;
}

/** On flat places a wrong index would be another row's element: it is looked for where the host sees the memory. */
function checkInside(indices: NDArray, length: number): void {
  const list = indices.device.readSync?.(indices);
  const bad = list?.find((i) => i < -length || i >= length);
  if (bad !== undefined)
    throw new RangeError(`Cannot take element ${bad} of an axis: expected −${length} to ${length - 1}`);
}

/** The elements, or the rows, where a mask is 1: the gradient goes back to them. */
export function select<A extends Vocabulary<A>>(x: A, mask: NDArray): Traced<A> {
  const { shape } = x;
  return {
    name: 'select',
    values: [x.select(mask)],
    saved: [mask],
    backward(dys) {
      const { size, device } = mask;
      const chosen = arange(size, { dtype: 'int32', device }).select(mask.reshape(-1));
      const rows = [size, ...shape.slice(mask.ndim)];
      return [run((dy) => addAt(dy, chosen, rows, 0), only(dys)).reshape(...shape)];
    },
  };
}
