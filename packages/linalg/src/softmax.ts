import { allocate } from './compute.ts';
import { isFloat } from './dtype.ts';
import { where } from './join.ts';
import { NDArray } from './ndarray.ts';
import { tidy } from './scope.ts';
import { normalizeAxis } from './shape.ts';

/** e^x / Σ e^x along an axis (default the last): positive, sums to one. The maximum is taken off first, so nothing overflows. */
export function softmax(x: NDArray, { axis = -1 }: { axis?: number } = {}): NDArray {
  if (normalizeAxis(axis, x.ndim) === x.ndim - 1 && x.device.kernels.softmax) {
    const out = new NDArray(allocate(x.device, x.dtype, x.shape), x.device);
    if (x.device.kernels.softmax(x, out)) return out;
    out.dispose();
  }
  if (x.size === 0) return x.exp(); // of the same shape
  return tidy(() => {
    const e = x.sub(x.max({ axis, keepdims: true })).exp();
    return e.div(e.sum({ axis, keepdims: true }));
  });
}

/** ln Σ e^x along an axis (default the last), without overflow; −∞ for an axis without elements. */
export function logSumExp(
  x: NDArray,
  { axis = -1, keepdims = false }: { axis?: number; keepdims?: boolean } = {},
): NDArray {
  return tidy(() => {
    const values = isFloat(x.dtype) ? x : x.astype('float32');
    const top = values.size === 0 ? 0 : topOf(values, axis);
    const sum = values.sub(top).exp().sum({ axis, keepdims: true }).log().add(top);
    return keepdims ? sum : sum.squeeze(axis);
  });
}

function topOf(x: NDArray, axis: number): NDArray {
  const most = x.max({ axis, keepdims: true });
  return where(most.abs().less(Infinity), most, 0); // an infinity less itself would be NaN
}
