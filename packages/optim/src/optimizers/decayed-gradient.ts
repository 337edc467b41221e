import type { NDArray } from '@zero-to-gpt/linalg';

/** What the gradient of loss + ½ · weightDecay · p² is: grad + weightDecay · p, written to `out`; the gradient itself where nothing decays. */
export function decayedGradient(p: NDArray, grad: NDArray, weightDecay: number, out: NDArray): NDArray {
  if (weightDecay === 0) return grad;
  p.device.binary('mul', p, weightDecay, out);
  p.device.binary('add', out, grad, out);
  return out;
}
