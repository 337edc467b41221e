import type { Parameter } from '@zero-to-gpt/dense';
import { checkOptions, empty, type NDArray, stack, tidy } from '@zero-to-gpt/linalg';

/** Options of `clipGradNorm`. */
export interface ClipGradNormOptions {
  /** Longest that all slopes together may be, as one arrow. Default 1. */
  maxNorm?: number;
}

/**
 * Shortens the slopes of all parameters together to at most `maxNorm`, as one arrow: the direction stays. Returns the length
 * before, (). Source: Pascanu et al. 2013.
 * @throws RangeError for a bound that is no number of at least 0, and for no parameter
 */
export function clipGradNorm(parameters: readonly Parameter[], options: ClipGradNormOptions = {}): NDArray {
  const { maxNorm = 1 } = checkOptions('clipGradNorm', options, ['maxNorm']);
  if (!(maxNorm >= 0))
    throw new RangeError(`Cannot clip slopes to a length of ${maxNorm}: expected a number of at least 0`);
  if (parameters.length === 0) throw new RangeError('Cannot clip slopes: there is no parameter');
  const grads = parameters.map((parameter) => parameter.grad);
  const { device, dtype } = grads[0]!;
  return tidy(() => {
    const norm = empty([], { dtype, device });
    const { kernels } = device;
    if (kernels.gradNorm?.(grads, norm) && kernels.clipByNorm?.(grads, norm, maxNorm)) return norm;
    const length = stack(grads.map((g) => g.mul(g).sum()))
      .sum()
      .sqrt();
    const factor = length.add(1e-6).pow(-1).mul(maxNorm).minimum(1);
    for (const g of grads) device.binary('mul', g, factor.expand(...g.shape), g);
    return length;
  });
}
