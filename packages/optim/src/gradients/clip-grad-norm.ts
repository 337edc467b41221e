import type { Parameter } from '@zero-to-gpt/autograd';
import { checkOptions, empty, type NDArray, tidy, zeros } from '@zero-to-gpt/linalg';

/** Options of `clipGradNorm`. */
export interface ClipGradNormOptions {
  /** Longest gradient that passes unchanged; 0 empties them all. */
  readonly maxNorm?: number;
  /** Which norm: 2 is the Euclidean, 1 the sum of sizes, Infinity the largest size. */
  readonly normType?: number;
}

/**
 * Scales all gradients together, in place, so that their common norm (the Euclidean one by default) is at most `maxNorm`,
 * and returns the norm they had, as a scalar array that the host need not wait for. As PyTorch's `clip_grad_norm_`: the
 * factor is min(1, maxNorm / (norm + 1e-6)). Parameters without a gradient do not count; a norm of NaN makes all gradients NaN.
 * @throws RangeError unless maxNorm is at least 0 and normType above 0
 */
export function clipGradNorm(parameters: Iterable<Parameter>, options: ClipGradNormOptions = {}): NDArray {
  const { maxNorm = 1, normType = 2 } = checkOptions('clipGradNorm', options, ['maxNorm', 'normType']);
  if (!(maxNorm >= 0))
    throw new RangeError(`Cannot clip gradients to norm ${maxNorm}: expected a number of at least 0`);
  if (!(normType > 0)) throw new RangeError(`Cannot clip gradients by norm ${normType}: expected a number above 0`);
  const all = [...parameters];
  const grads = all.map(({ grad }) => grad).filter((grad) => grad !== null);
  const first = grads[0];
  if (!first) return zeros([], all[0] ? { device: all[0].device, dtype: all[0].dtype } : {});
  const norm = normType === 2 ? gradNorm(grads) : otherNorm(grads, normType);
  const done = first.device.kernels.clipByNorm?.(grads, norm, maxNorm) ?? false;
  if (!done) scale(grads, norm, maxNorm);
  return norm;
}

/** √(Σ g²) over all elements of all gradients. */
function gradNorm(grads: readonly NDArray[]): NDArray {
  const { device, dtype } = grads[0]!;
  if (device.kernels.gradNorm) {
    const norm = empty([], { device, dtype });
    if (device.kernels.gradNorm(grads, norm)) return norm;
    norm.dispose();
  }
  return tidy(() => {
    const squares = grads.map((grad) => grad.mul(grad).sum());
    return squares.reduce((a, b) => a.add(b)).sqrt();
  });
}

/** The largest |g|, or (Σ |g|ᵖ)^(1/p). */
function otherNorm(grads: readonly NDArray[], p: number): NDArray {
  return tidy(() => {
    if (p === Number.POSITIVE_INFINITY) return grads.map((grad) => grad.abs().max()).reduce((a, b) => a.maximum(b));
    const sums = grads.map((grad) => (p === 1 ? grad.abs() : grad.abs().pow(p)).sum());
    const sum = sums.reduce((a, b) => a.add(b));
    return p === 1 ? sum : sum.pow(1 / p);
  });
}

function scale(grads: readonly NDArray[], norm: NDArray, maxNorm: number): void {
  const { device } = norm;
  using factor = norm.add(1e-6);
  device.binary('div', maxNorm, factor, factor);
  device.binary('minimum', factor, 1, factor);
  for (const grad of grads) {
    using spread = factor.expand(...grad.shape);
    device.binary('mul', grad, spread, grad);
  }
}
