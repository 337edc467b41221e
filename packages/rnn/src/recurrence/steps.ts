import { type Device, empty, type NDArray } from '@zero-to-gpt/linalg';

/** A window onto an array's memory: what a device's kernels read and write. */
export type Window = Parameters<Device['copy']>[0];

/** x·wᵀ + b, in one kernel where the device has one: x (B, I), w (O, I), b (O). */
export function affine(x: NDArray, w: NDArray, b: NDArray | null): NDArray {
  const out = empty([...x.shape.slice(0, -1), w.shape[0]!], { dtype: x.dtype, device: x.device });
  if (x.device.kernels.linear?.(x, w, b, null, out)) return out;
  out.dispose();
  const y = x.matmul(w.mT);
  return b ? y.add(b) : y;
}

/** An array like x of another shape, not filled. */
export function roomFor(x: NDArray, shape: readonly number[]): NDArray {
  return empty(shape, { dtype: x.dtype, device: x.device });
}

/**
 * The steps of an array (T, B, C), or of its columns `start` to `stop`: (B, …) for each t. These are no arrays, which would
 * cost as much to make as the kernels that read them: they last as long as the array does.
 */
export function stepsOf(x: NDArray, start = 0, stop: number = x.shape[2]!): (t: number) => Window {
  const [step, row, column] = x.strides as [number, number, number];
  const [storage, shape, strides, first] = [x.storage, [x.shape[1]!, stop - start], [row, column], x.offset];
  return (t) => ({ storage, shape, strides, offset: first + t * step + start * column });
}

/** Columns `start` to `stop` of all steps, (T, B, stop − start). */
export function columns(x: NDArray, start: number, stop: number): NDArray {
  return x.slice({}, {}, { start, stop });
}

/** 1 − x, in one go. */
export function oneMinus(x: NDArray): NDArray {
  const out = roomFor(x, x.shape);
  x.device.binary('sub', 1, x, out);
  return out;
}
