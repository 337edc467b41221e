import { arange, type NDArray, Random, where } from '@zero-to-gpt/linalg';

/** What attention needs beside its arrays. */
export interface AttentionSettings {
  /** Position i sees positions ≤ i only; the queries are the last positions among the keys. */
  readonly causal: boolean;
  /** Factor on the scores. */
  readonly scale: number;
  /** uint8, broadcast to (B, H, Tq, Tk): 0 hides a key from a query. */
  readonly mask?: NDArray;
  /** Zeroes weights with probability p: weight i of (B, H, Tq, Tk) draws word i of the Philox stream (seed, offset). */
  readonly dropout?: { readonly p: number; readonly seed: number; readonly offset: number };
}

/**
 * softmax(q · kᵀ · scale) · v from primitives, for devices without the slot, and to read: q and out (B, H, Tq, D),
 * k and v (B, H, Tk, D), logSumExp (B, H, Tq) of the scaled scores. A query that sees no key gets zeros.
 */
export function plainAttention(
  q: NDArray,
  k: NDArray,
  v: NDArray,
  out: NDArray,
  logSumExp: NDArray,
  settings: AttentionSettings,
): void {
  const visible = visibleKeys(q, k, settings); // broadcasts to (B, H, Tq, Tk)
  let scores = q.matmul(k.mT).mul(settings.scale); // (B, H, Tq, Tk)
  if (visible) scores = where(visible, scores, Number.NEGATIVE_INFINITY);
  const highest = scores.max({ axis: -1, keepdims: true });
  const shift = where(highest.equal(Number.NEGATIVE_INFINITY), 0, highest); // −∞ − −∞ would be NaN
  const powers = scores.sub(shift).exp();
  const sum = powers.sum({ axis: -1, keepdims: true });
  logSumExp.assign(sum.log().add(shift).squeeze(-1));
  const weights = powers.div(where(sum.equal(0), 1, sum));
  out.assign(dropped(weights, settings).matmul(v));
}

/**
 * Gradients of `plainAttention`, written to dq, dk and dv. The weights are computed again from q, k and logSumExp:
 * (B, H, Tq, Tk) numbers need not be kept between forward and backward.
 */
export function plainAttentionBackward(
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
  const visible = visibleKeys(q, k, settings);
  let weights = q.matmul(k.mT).mul(settings.scale).sub(logSumExp.unsqueeze(-1)).exp(); // (B, H, Tq, Tk)
  if (visible) weights = where(visible, weights, 0);
  dv.assign(dropped(weights, settings).mT.matmul(dy));
  const dweights = dropped(dy.matmul(v.mT), settings);
  // softmax's Σ weights · dweights is Σ out · dy: D numbers a row instead of Tk
  const mean = dy.mul(out).sum({ axis: -1, keepdims: true });
  const dscores = weights.mul(dweights.sub(mean)).mul(settings.scale);
  dq.assign(dscores.matmul(k));
  dk.assign(dscores.mT.matmul(q));
}

/** Mask of the keys that each query sees; null where it sees all. */
export function visibleKeys(
  q: Pick<NDArray, 'shape' | 'device'>,
  k: Pick<NDArray, 'shape'>,
  { causal, mask }: AttentionSettings,
): NDArray | null {
  if (!causal) return mask ?? null;
  const { device } = q;
  const [Tq, Tk] = [q.shape[2]!, k.shape[2]!];
  const position = arange(Tk - Tq, Tk, 1, { dtype: 'int32', device }).unsqueeze(1); // of each query among the keys
  const past = position.greaterEqual(arange(Tk, { dtype: 'int32', device })); // (Tq, Tk)
  return mask ? past.mul(mask) : past;
}

/** The weights with some of them zeroed and the others divided by 1 − p. The same settings zero the same ones. */
function dropped(weights: NDArray, { dropout }: AttentionSettings): NDArray {
  if (!dropout) return weights;
  return where(keptPlaces(weights, dropout), weights, 0).div(1 - dropout.p);
}

/** What dropout multiplies the weights by: 0, or 1/(1 − p); null without dropout. */
export function keptWeights(
  weights: Pick<NDArray, 'shape' | 'dtype' | 'device'>,
  { dropout }: AttentionSettings,
): NDArray | null {
  return dropout
    ? keptPlaces(weights, dropout)
        .astype(weights.dtype)
        .div(1 - dropout.p)
    : null;
}

function keptPlaces(
  { shape, device }: Pick<NDArray, 'shape' | 'device'>,
  { p, seed, offset }: NonNullable<AttentionSettings['dropout']>,
): NDArray {
  const draws = Random.from([seed % 4294967296, Math.floor(seed / 4294967296), offset]);
  return draws.uniform(shape, { device }).greaterEqual(Math.fround(p));
}
