import { type Tensor, where } from '@zero-to-gpt/autograd';
import type { NDArray } from '@zero-to-gpt/linalg';

/** softmax(q·kᵀ/√C)·v: q, k, v (B, T, C); where the mask (T, T) is 0, a score counts as −∞. */
export function attention(q: Tensor, k: Tensor, v: Tensor, mask: NDArray | null = null): Tensor {
  // #region TODO the function of the text, about 4 lines
  let scores = q.matmul(k.mT).div(Math.sqrt(q.shape.at(-1)!)); // (B, T, T)
  if (mask) scores = where(mask, scores, Number.NEGATIVE_INFINITY);
  const weights = scores.softmax({ axis: -1 });
  return weights.matmul(v); // (B, T, C)
  // #endregion
}
