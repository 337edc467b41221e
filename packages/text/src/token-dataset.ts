import type { Dataset } from '@zero-to-gpt/optim';

/** A window of tokens, and the same window one token further: what the model sees, and what it should say. */
export interface Sample {
  /** `blockSize` tokens. */
  readonly input: Int32Array;
  /** The token that follows each of them. */
  readonly target: Int32Array;
}

/** Options of `TokenDataset`. */
export interface TokenDatasetOptions {
  /** Tokens in a window. */
  readonly blockSize: number;
}

/**
 * Every window of `blockSize` tokens that has a token behind it: item i begins at token i.
 *
 * @example
 * ```ts
 * import { TokenDataset } from '@zero-to-gpt/text';
 *
 * const dataset = new TokenDataset(Int32Array.of(5, 6, 7, 8, 9), { blockSize: 3 });
 * dataset.length; // → 2
 * dataset.get(1); // → { input: Int32Array.of(6, 7, 8), target: Int32Array.of(7, 8, 9) }
 * ```
 */
export class TokenDataset implements Dataset<Sample> {
  /** The whole text. */
  readonly tokens: Int32Array | Uint16Array;
  /** Tokens in a window. */
  readonly blockSize: number;
  /** Number of windows. */
  readonly length: number;

  /** @throws RangeError where the text is too short for one window */
  constructor(tokens: Int32Array | Uint16Array, { blockSize }: TokenDatasetOptions) {
    if (!Number.isSafeInteger(blockSize) || blockSize < 1)
      throw new RangeError(`Cannot make windows of ${blockSize} tokens: expected a whole number, at least 1`);
    if (tokens.length <= blockSize)
      throw new RangeError(
        `Cannot make windows of ${blockSize} tokens: the text has ${tokens.length}, expected at least ${blockSize + 1}; ` +
          'use a longer text or a smaller blockSize',
      );
    this.tokens = tokens;
    this.blockSize = blockSize;
    this.length = tokens.length - blockSize;
  }

  /** The window that begins at token `index`. @throws RangeError where there is no such window */
  get(index: number): Sample {
    if (!Number.isInteger(index) || index < 0 || index >= this.length)
      throw new RangeError(`Cannot get window ${index}: the text has ${this.length} windows`);
    return { input: this.#window(index), target: this.#window(index + 1) };
  }

  #window(start: number): Int32Array {
    const window = this.tokens.subarray(start, start + this.blockSize);
    return window instanceof Int32Array ? window : Int32Array.from(window);
  }
}
