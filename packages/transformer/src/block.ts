import { Module, type Tensor } from '@zero-to-gpt/autograd';
import { defaultRandom } from '@zero-to-gpt/linalg';
import { LayerNorm } from '@zero-to-gpt/optim';
import { CausalSelfAttention, type CausalSelfAttentionOptions } from './causal-self-attention.ts';
import { FeedForward } from './feed-forward.ts';

/**
 * One layer of a GPT: tokens talk, then each thinks. Both read a normalised copy and add to the stream, which itself
 * passes untouched ("pre-norm"). (B, T, C) → (B, T, C).
 */
export class Block extends Module {
  /** Before attention. */
  readonly ln1: LayerNorm;
  /** Tokens talk. */
  readonly attn: CausalSelfAttention;
  /** Before the feed-forward net. */
  readonly ln2: LayerNorm;
  /** Each token thinks. */
  readonly mlp: FeedForward;

  /** @throws RangeError where `nHead` does not divide `nEmbd` */
  constructor(nEmbd: number, options: CausalSelfAttentionOptions) {
    super();
    const { bias = true, dtype, device, random = defaultRandom() } = options;
    const norm = { bias, ...(dtype && { dtype }), ...(device && { device }) };
    this.ln1 = new LayerNorm(nEmbd, norm);
    this.attn = new CausalSelfAttention(nEmbd, { ...options, random: random.split('attn') });
    this.ln2 = new LayerNorm(nEmbd, norm);
    this.mlp = new FeedForward(nEmbd, { ...options, random: random.split('mlp') });
  }

  /** (B, T, C) → (B, T, C). */
  override forward(x: Tensor): Tensor {
    const talked = x.add(this.attn.forward(this.ln1.forward(x)));
    return talked.add(this.mlp.forward(this.ln2.forward(talked)));
  }
}
