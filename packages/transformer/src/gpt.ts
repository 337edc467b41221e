import { crossEntropy, linear, Module, type Tensor } from '@zero-to-gpt/autograd';
import { type ArrayOptions, arange, type Device, defaultRandom, type NDArray, type Random } from '@zero-to-gpt/linalg';
import { Dropout, LayerNorm } from '@zero-to-gpt/optim';
import { Embedding } from '@zero-to-gpt/text';
import { Block } from './block.ts';
import { checkGPTConfig, type GPTConfig } from './gpt-config.ts';
import type { LanguageModel } from './language-model.ts';

/** Where a GPT lives and what it draws from. */
export interface GPTOptions extends ArrayOptions {
  /** Where the first weights and dropout are drawn from; every layer has a stream of its own, split off by name. Default: the default stream. */
  readonly random?: Random;
}

/**
 * The language model of GPT-2, as in nanoGPT: embeddings of tokens and positions, `nLayer` blocks, a last norm, and a
 * head that is the token embedding again ("tied": one parameter). Weights start normal with deviation 0.02, those of
 * projections into the residual stream with 0.02/√(2 · nLayer); biases start at 0.
 * Source: Radford et al. 2019; github.com/karpathy/nanoGPT.
 *
 * ```ts
 * import { array, Random } from '@zero-to-gpt/linalg';
 * import { GPT } from '@zero-to-gpt/transformer';
 *
 * const model = new GPT({ vocabSize: 65, blockSize: 8, nLayer: 2, nHead: 2, nEmbd: 16 }, { random: new Random(1) });
 * model.forward(array([[1, 2, 3]], { dtype: 'int32' })).shape; // → [1, 3, 65]
 * ```
 */
export class GPT extends Module<[ids: NDArray]> implements LanguageModel {
  /** What it was built from, with defaults. */
  readonly config: Required<GPTConfig>;
  /** Token embeddings (V, C), and the head. */
  readonly wte: Embedding;
  /** Position embeddings (blockSize, C). */
  readonly wpe: Embedding;
  /** On the sum of both. */
  readonly drop: Dropout;
  /** The blocks. */
  readonly h: readonly Block[];
  /** The last norm. */
  readonly lnF: LayerNorm;

  /** @throws RangeError, TypeError as `checkGPTConfig` */
  constructor(config: GPTConfig, { random = defaultRandom(), ...options }: GPTOptions = {}) {
    super();
    this.config = checkGPTConfig(config);
    const { vocabSize, blockSize, nLayer, nHead, nEmbd, dropout, bias } = this.config;
    const std = 0.02;
    const residualStd = std / Math.sqrt(2 * nLayer);
    const dropoutRandom = random.split('dropout');
    this.wte = new Embedding(vocabSize, nEmbd, { std, random: random.split('wte'), ...options });
    this.wpe = new Embedding(blockSize, nEmbd, { std, random: random.split('wpe'), ...options });
    this.drop = new Dropout(dropout, { random: dropoutRandom });
    const layer = { nHead, dropout, bias, std, residualStd, dropoutRandom, ...options };
    this.h = Array.from({ length: nLayer }, (_, i) => new Block(nEmbd, { ...layer, random: random.split(`h.${i}`) }));
    this.lnF = new LayerNorm(nEmbd, { bias, ...options });
  }

  /** Longest context, in tokens. */
  get blockSize(): number {
    return this.config.blockSize;
  }
  /** Number of different tokens. */
  get vocabSize(): number {
    return this.config.vocabSize;
  }
  /** Where the parameters live. */
  get device(): Device {
    return this.wte.weight.device;
  }
  /** The one stream that all dropout draws from. To resume: save `state()`, later set it to `Random.from(state)`. */
  get dropoutRandom(): Random {
    return this.drop.random;
  }
  set dropoutRandom(random: Random) {
    this.drop.random = random;
    for (const { attn, mlp } of this.h) for (const dropout of [attn.residDropout, mlp.dropout]) dropout.random = random;
  }

  /**
   * Logits (B, T, V) of the token after each position of ids (B, T), int32.
   *
   * @throws RangeError where ids has no two axes, or more tokens than `blockSize`
   */
  override forward(ids: NDArray): Tensor {
    const T = ids.shape[1];
    if (ids.ndim !== 2 || T === undefined)
      throw new RangeError(`Cannot read ids of shape [${ids.shape}]: wanted (batch, time)`);
    if (T > this.blockSize) throw new RangeError(`Cannot read ${T} tokens: the model's blockSize is ${this.blockSize}`);
    const positions = arange(T, { dtype: 'int32', device: this.device });
    let x = this.drop.forward(this.wte.forward(ids).add(this.wpe.forward(positions))); // (B, T, C)
    for (const block of this.h) x = block.forward(x);
    return linear(this.lnF.forward(x), this.wte.weight);
  }

  /** Mean cross-entropy, in nats, of targets (B, T) given ids (B, T); a target of −100 does not count. */
  loss(ids: NDArray, targets: NDArray): Tensor {
    return crossEntropy(this.forward(ids), targets);
  }
}
