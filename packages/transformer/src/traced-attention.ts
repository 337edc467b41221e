import type { Vocabulary } from '@zero-to-gpt/autograd';
import { full, where } from '@zero-to-gpt/linalg';
import { type AttentionSettings, keptWeights, visibleKeys } from './plain-attention.ts';

/** Attention and its way back, both made of operations that arrays and tensors share. */
export interface TracedAttention<A> {
  /** (B, H, Tq, D). */
  readonly out: A;
  /** dL/dq, dL/dk and dL/dv from dL/dout. */
  backward(dy: A): [dq: A, dk: A, dv: A];
}

/**
 * What `plainAttention` and its way back compute, on tensors, where a gradient is to be differentiated again: q (B, H, Tq,
 * D), k and v (B, H, Tk, D). It keeps all (B, H, Tq, Tk) weights.
 */
export function tracedAttention<A extends Vocabulary<A>>(
  q: A,
  k: A,
  v: A,
  settings: AttentionSettings,
): TracedAttention<A> {
  const weights = weightsOf(q, k, settings);
  const kept = keptWeights(weights, settings);
  const dropped = (x: A) => (kept ? x.mul(kept) : x);
  return {
    out: dropped(weights).matmul(v),
    backward(dy) {
      const dweights = dropped(dy.matmul(v.mT));
      const mean = dweights.mul(weights).sum({ axis: -1, keepdims: true });
      const dscores = weights.mul(dweights.sub(mean)).mul(settings.scale);
      return [dscores.matmul(k), dscores.mT.matmul(q), dropped(weights).mT.matmul(dy)];
    },
  };
}

/** softmax(q · kᵀ · scale) over the keys that are seen; a row of zeros where none is. */
function weightsOf<A extends Vocabulary<A>>(q: A, k: A, settings: AttentionSettings): A {
  const scores = q.matmul(k.mT).mul(settings.scale); // (B, H, Tq, Tk)
  const visible = visibleKeys(q, k, settings);
  if (!visible) return softmax(scores);
  const blind = visible.any({ axis: -1, keepdims: true }).equal(0); // −∞ everywhere would be NaN
  const { dtype, device } = scores;
  const hidden = where(visible.maximum(blind), 0, full([1], Number.NEGATIVE_INFINITY, { dtype, device }));
  return softmax(scores.add(hidden)).mul(visible);
}

function softmax<A extends Vocabulary<A>>(x: A): A {
  const powers = x.sub(x.max({ axis: -1, keepdims: true })).exp();
  return powers.div(powers.sum({ axis: -1, keepdims: true }));
}
