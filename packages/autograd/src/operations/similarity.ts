import { checkOptions } from '@zero-to-gpt/linalg';
import { norm } from '../linalg/norm.ts';
import type { Tensor } from '../tensor.ts';

/** Along which axis vectors lie. */
export interface SimilarityOptions {
  /** Default −1, the last. (PyTorch's default is 1.) */
  axis?: number;
  /** Shorter vectors count as this long. Default 1e-8; for `normalize` 1e-12. */
  eps?: number;
}

/** Vectors of length 1 along an axis; a vector of zeros stays. */
export function normalize(x: Tensor, options: SimilarityOptions = {}): Tensor {
  const { axis = -1, eps = 1e-12 } = checkOptions('normalize', options, ['axis', 'eps']);
  return x.div(norm(x, { axis, keepdims: true }).maximum(eps));
}

/** Cosine of the angle between vectors along an axis, from −1 to 1; 0 where one has no length. Both broadcast. */
export function cosineSimilarity(a: Tensor, b: Tensor, options: SimilarityOptions = {}): Tensor {
  const { axis = -1, eps = 1e-8 } = checkOptions('cosineSimilarity', options, ['axis', 'eps']);
  return normalize(a, { axis, eps }).mul(normalize(b, { axis, eps })).sum({ axis });
}
