import { NDArray } from '../ndarray.ts';

/**
 * Sum of a matrix's diagonal: (…, m, n) → (…). Computed where the array lies; whole numbers give int32.
 * @throws RangeError where there are fewer than two axes
 */
export function trace(x: NDArray): NDArray {
  if (x.ndim < 2)
    throw new RangeError(`Cannot take the trace of [${x.shape}]: wanted a matrix, or a stack of matrices`);
  const { storage, offset, device } = x;
  const shape = [...x.shape.slice(0, -2), Math.min(x.shape.at(-2)!, x.shape.at(-1)!)];
  const strides = [...x.strides.slice(0, -2), x.strides.at(-2)! + x.strides.at(-1)!];
  using diagonal = new NDArray({ storage, shape, strides, offset }, device);
  return diagonal.sum({ axis: -1 });
}
