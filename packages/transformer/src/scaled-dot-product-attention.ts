import { applyOne, only, type Tensor, type Traced, type Vocabulary } from '@zero-to-gpt/autograd';
import { defaultRandom, empty, emptyLike, NDArray, type Random, type Shape } from '@zero-to-gpt/linalg';
import { attend, attendBackward } from './attend.ts';
import type { AttentionSettings } from './plain-attention.ts';
import { tracedAttention } from './traced-attention.ts';

/** Options of `scaledDotProductAttention`. */
export interface ScaledDotProductAttentionOptions {
  /** Position i sees positions ≤ i only; with fewer queries than keys, the queries are the last positions. Default: false. */
  readonly causal?: boolean;
  /** Factor on the scores. Default: 1/√(head size). */
  readonly scale?: number;
  /** uint8, broadcast to the shape of the weights (…, Tq, Tk): 0 hides a key from a query. */
  readonly mask?: NDArray;
  /** Share of the weights that is zeroed, in [0, 1); the others grow to make up for it. Default: 0. */
  readonly dropout?: number;
  /** Where dropout draws its seed from, one number a call. Default: the default stream. */
  readonly random?: Random;
}

/**
 * Attention: each query gets a mean of the values, weighted by softmax(q · kᵀ · scale) (Vaswani et al. 2017, section
 * 3.2.1). q (…, Tq, D), k and v (…, Tk, D) with the same leading axes, at most two (batch, heads); the result has q's
 * shape. Any strides will do. A query that sees no key gets zeros. One kernel where the device has it (slots `attention`
 * and `attentionBackward`), else primitives; the weights (…, Tq, Tk) are never kept for backward.
 *
 * ```ts
 * import { tensor } from '@zero-to-gpt/autograd';
 * import { scaledDotProductAttention } from '@zero-to-gpt/transformer';
 *
 * const q = tensor([[0], [0]]);
 * const v = tensor([[2], [4]]);
 * const y = scaledDotProductAttention(q, q, v, { causal: true });
 * y.value.toArray(); // → [[2], [3]]
 * ```
 * @throws RangeError where shapes or options do not fit
 * @throws TypeError where the mask is not uint8
 */
export function scaledDotProductAttention(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  {
    causal = false,
    scale = 1 / Math.sqrt(q.shape.at(-1) ?? 1),
    mask,
    dropout = 0,
    random,
  }: ScaledDotProductAttentionOptions = {},
): Tensor {
  checkShapes(q.shape, k.shape, v.shape);
  for (const x of [k, v]) checkKind(q, x);
  if (mask) checkMask(mask, [...q.shape.slice(0, -1), k.shape.at(-2)!]);
  if (!Number.isFinite(scale)) throw new RangeError(`Cannot attend: found scale ${scale}, wanted a finite number`);
  const settings: AttentionSettings = {
    causal,
    scale,
    ...(mask && { mask }),
    ...drawDropout(dropout, random),
  };
  return applyOne((...inputs) => attentionRule(inputs as [NDArray, NDArray, NDArray], settings), q, k, v); // as many as it is given;
}

/** A dropout setting with a seed of its own; nothing where `p` is 0. @throws RangeError for p outside [0, 1) */
export function drawDropout(p: number, random?: Random): Pick<AttentionSettings, 'dropout'> {
  if (!(p >= 0 && p < 1))
    throw new RangeError(`Cannot drop out: found probability ${p}, wanted a number of at least 0 and below 1`);
  return p === 0 ? {} : { dropout: { p, seed: (random ?? defaultRandom()).int(4294967296), offset: 0 } };
}

/** One kernel or `plainAttention` on arrays; on tensors, where a gradient is differentiated again, composed. */
function attentionRule<A extends Vocabulary<A>>(
  [q, k, v]: readonly [A, A, A],
  { mask, ...rest }: AttentionSettings,
): Traced<A> {
  const settings: AttentionSettings = { ...rest, ...(mask && { mask: q.ndim === 3 ? heads(mask) : mask }) };
  if (q instanceof NDArray) return onArrays([q, k, v] as unknown as Inputs, settings) as unknown as Traced<A>; // Casts: A is NDArray here
  const { out, backward } = tracedAttention(heads(q), heads(k), heads(v), settings);
  const inputs = [q, k, v];
  return {
    name: 'attention',
    values: [out.reshape(...q.shape)],
    backward: (dys) => backward(heads(only(dys))).map((dx, i) => dx.reshape(...inputs[i]!.shape)),
  };
}

type Inputs = readonly [q: NDArray, k: NDArray, v: NDArray];

function onArrays([q, k, v]: Inputs, settings: AttentionSettings): Traced<NDArray> {
  const out = empty(q.shape, { dtype: q.dtype, device: q.device });
  const logSumExp = empty(heads(q).shape.slice(0, 3), { dtype: q.dtype, device: q.device }); // (B, H, Tq)
  attend(heads(q), heads(k), heads(v), heads(out), logSumExp, settings);
  return {
    name: 'attention',
    values: [out],
    saved: [q, k, v, out, logSumExp, ...(settings.mask ? [settings.mask] : [])],
    backward(dys) {
      const [dq, dk, dv] = [emptyLike(q), emptyLike(k), emptyLike(v)];
      const [dy, ...inputs] = [only(dys), q, k, v, out].map(heads) as [NDArray, NDArray, NDArray, NDArray, NDArray]; // map keeps the length
      attendBackward(dy, ...inputs, logSumExp, heads(dq), heads(dk), heads(dv), settings);
      return [dq, dk, dv];
    },
  };
}

/** A view with a batch and a head axis: (T, D) → (1, 1, T, D), (B, T, D) → (B, 1, T, D). */
function heads<A extends Vocabulary<A>>(x: A): A {
  return x.ndim === 3 ? x.unsqueeze(1) : x.ndim === 2 ? x.unsqueeze(0).unsqueeze(0) : x;
}

function checkShapes(q: Shape, k: Shape, v: Shape): void {
  if (q.length < 2 || q.length > 4)
    throw new RangeError(`Cannot attend with queries [${q}]: wanted (T, D), (B, T, D) or (B, H, T, D)`);
  if (k.length !== q.length || k.some((d, i) => d !== q[i] && i !== q.length - 2))
    throw new RangeError(`Cannot attend from [${q}] to keys [${k}]: only the second last axis may differ`);
  if (`${k}` !== `${v}`) throw new RangeError(`Cannot attend with keys [${k}] and values [${v}]: wanted equal shapes`);
}

function checkKind(q: Tensor, x: Tensor): void {
  if (x.dtype !== q.dtype || x.device !== q.device)
    throw new TypeError(
      `Cannot attend from ${q.dtype} on ${q.device.name} to ${x.dtype} on ${x.device.name}: convert or move one of them`,
    );
}

function checkMask(mask: NDArray, weights: Shape): void {
  if (mask.dtype !== 'uint8') throw new TypeError(`Cannot mask with ${mask.dtype}: wanted uint8, e.g. x.notEqual(0)`);
  const extra = weights.length - mask.ndim;
  if (extra < 0 || mask.shape.some((d, i) => d !== 1 && d !== weights[i + extra]))
    throw new RangeError(`Cannot mask with [${mask.shape}]: it does not broadcast to the weights' shape [${weights}]`);
}
