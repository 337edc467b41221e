import { eye } from './create.ts';
import { diagonal } from './geometry.ts';
import { NDArray } from './ndarray.ts';
import { tidy } from './scope.ts';

/** Every element of `a` times every element of `b`, both flattened: (M), (N) → (M, N). */
export function outer(a: NDArray, b: NDArray): NDArray {
  return tidy(() => a.reshape(a.size, 1).mul(b.reshape(1, b.size)));
}

/** The diagonal of a matrix, as a view; of a vector, the matrix with it on the diagonal and zeros elsewhere. */
export function diag(x: NDArray): NDArray {
  if (x.ndim === 2) return new NDArray({ ...diagonal(x, 0, 1), storage: x.storage }, x.device);
  if (x.ndim !== 1) throw new RangeError(`Cannot take the diagonal of [${x.shape}]: expected a vector or a matrix`);
  return tidy(() => {
    const out = eye(x.size, { dtype: x.dtype, device: x.device });
    diag(out).assign(x);
    return out;
  });
}
