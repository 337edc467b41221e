import type { NDArray } from '@zero-to-gpt/linalg';
import { type AttentionSettings, plainAttention, plainAttentionBackward } from './plain-attention.ts';

/** Attention of q (B, H, Tq, D) over k and v (B, H, Tk, D) into out and logSumExp: one kernel, or `plainAttention`. */
export function attend(
  q: NDArray,
  k: NDArray,
  v: NDArray,
  out: NDArray,
  logSumExp: NDArray,
  settings: AttentionSettings,
): void {
  const done = q.device.kernels.attention?.(q, k, v, out, logSumExp, withMask(q, k, settings)) ?? false;
  if (!done) plainAttention(q, k, v, out, logSumExp, settings);
}

/** Its gradient, into dq, dk and dv. */
export function attendBackward(
  dy: NDArray,
  q: NDArray,
  k: NDArray,
  v: NDArray,
  out: NDArray,
  logSumExp: NDArray,
  dq: NDArray,
  dk: NDArray,
  dv: NDArray,
  settings: AttentionSettings,
): void {
  const kernel = withMask(q, k, settings);
  const done = q.device.kernels.attentionBackward?.(dy, q, k, v, out, logSumExp, dq, dk, dv, kernel) ?? false;
  if (!done) plainAttentionBackward(dy, q, k, v, out, logSumExp, dq, dk, dv, settings);
}

/** The settings as kernels want them: the mask in the full shape of the weights. */
function withMask(q: NDArray, k: NDArray, settings: AttentionSettings): AttentionSettings {
  if (!settings.mask) return settings;
  const [B, H, Tq] = q.shape;
  return { ...settings, mask: settings.mask.expand(B!, H!, Tq!, k.shape[2]!) };
}
