import {
  applyOne,
  type Linear,
  Module,
  only,
  run,
  type Tensor,
  type Traced,
  type Vocabulary,
} from '@zero-to-gpt/autograd';
import { concat, defaultRandom, empty, emptyLike, NDArray } from '@zero-to-gpt/linalg';
import { Dropout } from '@zero-to-gpt/optim';
import { attend, attendBackward } from './attend.ts';
import { normalLinear, type TransformerLayerOptions } from './normal-linear.ts';
import type { AttentionSettings } from './plain-attention.ts';
import { drawDropout } from './scaled-dot-product-attention.ts';
import { tracedAttention } from './traced-attention.ts';

/** Options of `CausalSelfAttention`. */
export interface CausalSelfAttentionOptions extends TransformerLayerOptions {
  /** Heads that attend side by side, each to its share of the width. */
  readonly nHead: number;
}

/**
 * Tokens gather from those before them: queries, keys and values in one product, attention in `nHead` heads, and a
 * projection that mixes the heads. (B, T, C) → (B, T, C). The heads are views of the packed product: nothing is copied.
 */
export class CausalSelfAttention extends Module {
  /** Queries, keys and values of all heads: C → 3C. */
  readonly cAttn: Linear;
  /** Mixes the heads: C → C. */
  readonly cProj: Linear;
  /** On the result; its `p` is also the share of the attention weights that training zeroes, drawn from the same stream. */
  readonly residDropout: Dropout;
  /** Number of heads. */
  readonly nHead: number;

  /** @throws RangeError where `nHead` does not divide `nEmbd` */
  constructor(nEmbd: number, options: CausalSelfAttentionOptions) {
    super();
    const { nHead, dropout = 0, std, residualStd = std, random = defaultRandom(), ...rest } = options;
    if (!Number.isSafeInteger(nHead) || nHead < 1 || nEmbd % nHead !== 0)
      throw new RangeError(`Cannot attend: a width of ${nEmbd} does not divide into ${nHead} equal heads`);
    const { dropoutRandom = random.split('dropout'), ...layer } = rest;
    this.nHead = nHead;
    this.cAttn = normalLinear(nEmbd, 3 * nEmbd, { ...layer, ...(std && { std }), random: random.split('cAttn') });
    this.cProj = normalLinear(nEmbd, nEmbd, {
      ...layer,
      ...(residualStd && { std: residualStd }),
      random: random.split('cProj'),
    });
    this.residDropout = new Dropout(dropout, { random: dropoutRandom });
  }

  /** (B, T, C) → (B, T, C). */
  override forward(x: Tensor): Tensor {
    const { p, random } = this.residDropout;
    const settings: AttentionSettings = {
      causal: true,
      scale: 1 / Math.sqrt(x.shape.at(-1)! / this.nHead),
      ...drawDropout(this.training ? p : 0, random),
    };
    const y = applyOne((qkv) => packedAttention(qkv, this.nHead, settings), this.cAttn.forward(x)); // (B, T, C)
    return this.residDropout.forward(this.cProj.forward(y));
  }
}

/** Attention on queries, keys and values that lie side by side: qkv (B, T, 3C) → (B, T, C). The gradient is packed as well. */
function packedAttention<A extends Vocabulary<A>>(qkv: A, nHead: number, settings: AttentionSettings): Traced<A> {
  if (qkv instanceof NDArray) return onArrays(qkv, nHead, settings) as unknown as Traced<A>; // Cast: A is NDArray here
  const { out, backward } = tracedAttention(...unpack(qkv, nHead), settings);
  return {
    name: 'attention',
    values: [merged(out)],
    backward: (dys) => [run((...parts) => packed(parts), ...backward(heads(only(dys), nHead)).map(merged))],
  };
}

/** Parts side by side along the last axis; the way back splits them again. */
function packed<A extends Vocabulary<A>>(parts: readonly A[]): Traced<A> {
  const y =
    parts[0] instanceof NDArray
      ? (concat(parts as readonly unknown[] as NDArray[], { axis: -1 }) as unknown as A) // Casts: A is NDArray here
      : run((...xs) => packed(xs), ...parts);
  return { name: 'pack', values: [y], backward: (dys) => only(dys).split(parts.length, { axis: -1 }) };
}

function onArrays(qkv: NDArray, nHead: number, settings: AttentionSettings): Traced<NDArray> {
  const [B, T, C3] = qkv.shape as [number, number, number]; // cAttn keeps three axes
  const { dtype, device } = qkv;
  const y = empty([B, T, C3 / 3], { dtype, device });
  const logSumExp = empty([B, nHead, T], { dtype, device });
  const [q, k, v] = unpack(qkv, nHead);
  attend(q, k, v, heads(y, nHead), logSumExp, settings);
  return {
    name: 'attention',
    values: [y],
    saved: [qkv, y, logSumExp],
    backward(dys) {
      const dqkv = emptyLike(qkv);
      const out = heads(y, nHead);
      attendBackward(heads(only(dys), nHead), ...unpack(qkv, nHead), out, logSumExp, ...unpack(dqkv, nHead), settings);
      return [dqkv];
    },
  };
}

/** (B, T, 3C) → three views (B, H, T, D). */
function unpack<A extends Vocabulary<A>>(qkv: A, nHead: number): [A, A, A] {
  return qkv.split(3, { axis: -1 }).map((part) => heads(part, nHead)) as [A, A, A]; // split(3) gives three
}

/** (B, T, C) → (B, H, T, D), a view. */
function heads<A extends Vocabulary<A>>(x: A, nHead: number): A {
  const [B, T, C] = x.shape as [number, number, number];
  return x.reshape(B, T, nHead, C / nHead).transpose(1, 2);
}

/** (B, H, T, D) → (B, T, C). */
function merged<A extends Vocabulary<A>>(x: A): A {
  const [B, H, T, D] = x.shape as [number, number, number, number];
  return x.transpose(1, 2).reshape(B, T, H * D);
}
