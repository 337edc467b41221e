/** The numbers that make one GPT differ from another. */
export interface GPTConfig {
  /** Number of different tokens. */
  readonly vocabSize: number;
  /** Longest context, in tokens: how many positions have an embedding. */
  readonly blockSize: number;
  /** Blocks, one after the other. */
  readonly nLayer: number;
  /** Attention heads in a block. */
  readonly nHead: number;
  /** Width: numbers that stand for one token between the blocks. A multiple of `nHead`. */
  readonly nEmbd: number;
  /** Share of activations that training zeroes, in [0, 1). Default: 0. */
  readonly dropout?: number;
  /** Whether linear layers and layer norms have a bias. Default: true, as in GPT-2. */
  readonly bias?: boolean;
}

/**
 * The configuration with its defaults, checked.
 *
 * @throws RangeError for a size that is no whole number of at least 1, heads that do not divide the width, or a dropout outside [0, 1)
 * @throws TypeError where `bias` is no boolean
 */
export function checkGPTConfig(config: GPTConfig): Required<GPTConfig> {
  const { vocabSize, blockSize, nLayer, nHead, nEmbd, dropout = 0, bias = true } = config;
  for (const [name, value] of Object.entries({ vocabSize, blockSize, nLayer, nHead, nEmbd }))
    if (!Number.isSafeInteger(value) || value < 1)
      throw new RangeError(`Cannot build a GPT: ${name} is ${value}, wanted a whole number, at least 1`);
  if (nEmbd % nHead !== 0)
    throw new RangeError(`Cannot build a GPT: nEmbd ${nEmbd} does not divide into nHead ${nHead} equal heads`);
  if (!(dropout >= 0 && dropout < 1))
    throw new RangeError(`Cannot build a GPT: dropout is ${dropout}, wanted a number of at least 0 and below 1`);
  if (typeof bias !== 'boolean')
    throw new TypeError(`Cannot build a GPT: bias is ${String(bias)}, wanted true or false`);
  return { vocabSize, blockSize, nLayer, nHead, nEmbd, dropout, bias };
}

/**
 * Numbers that such a GPT learns. The token embedding counts once: it is the head as well.
 *
 * ```ts
 * import { parameterCount } from '@zero-to-gpt/transformer';
 *
 * parameterCount({ vocabSize: 50257, blockSize: 1024, nLayer: 12, nHead: 12, nEmbd: 768 }); // → 124439808
 * ```
 * @throws RangeError, TypeError as `checkGPTConfig`
 */
export function parameterCount(config: GPTConfig): number {
  const { vocabSize, blockSize, nLayer, nEmbd, bias } = checkGPTConfig(config);
  const matrices = 12 * nEmbd * nEmbd; // qkv 3, its projection 1, feed-forward 4 + 4
  const biases = bias ? 9 * nEmbd : 0; // 3 + 1 + 4 + 1
  const norm = bias ? 2 * nEmbd : nEmbd;
  return (vocabSize + blockSize) * nEmbd + nLayer * (matrices + biases + 2 * norm) + norm;
}

/**
 * Floating-point operations that training spends on one token, forward and backward: 6 for every parameter that stands
 * in a product, and 12 · nLayer · nEmbd · blockSize for attention (PaLM, appendix B; the causal half is not taken off).
 *
 * @throws RangeError, TypeError as `checkGPTConfig`
 */
export function estimateFlops(config: GPTConfig): number {
  const { vocabSize, blockSize, nLayer, nEmbd } = checkGPTConfig(config);
  return 6 * (nLayer * 12 * nEmbd * nEmbd + vocabSize * nEmbd) + 12 * nLayer * nEmbd * blockSize;
}
