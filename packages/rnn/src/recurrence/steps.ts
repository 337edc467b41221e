import { empty, type NDArray } from '@zero-to-gpt/linalg';

/** x·wᵀ + b + more, in one kernel where the device has one: x (B, I), w (O, I), b (O), more (B, O). */
export function affine(x: NDArray, w: NDArray, b: NDArray | null, more: NDArray | null): NDArray {
  const out = empty([...x.shape.slice(0, -1), w.shape[0]!], { dtype: x.dtype, device: x.device });
  if (x.device.kernels.linear?.(x, w, b, more, out)) return out;
  out.dispose();
  let y = x.matmul(w.mT);
  if (b) y = y.add(b);
  return more ? y.add(more) : y;
}

/** An array like x of another shape, not filled. */
export function roomFor(x: NDArray, shape: readonly number[]): NDArray {
  return empty(shape, { dtype: x.dtype, device: x.device });
}

/** Columns start to stop of rows (B, C). */
export function columns(x: NDArray, start: number, stop: number): NDArray {
  return x.slice({}, { start, stop });
}
