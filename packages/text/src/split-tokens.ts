/** Options of `splitTokens`. */
export interface SplitTokensOptions {
  /** Share of the tokens, at the end, that is kept for validation. */
  readonly validation?: number;
}

/** A text's tokens in two parts. */
export interface TokenSplit<Tokens> {
  /** The first part: views, nothing is copied. */
  readonly train: Tokens;
  /** The last part. */
  readonly validation: Tokens;
}

/**
 * The first tokens for training, the last for validation: the text is cut once, so that no window lies in both.
 * @throws RangeError unless both parts get tokens
 *
 * @example
 * ```ts
 * import { splitTokens } from '@zero-to-gpt/text';
 *
 * const { train, validation } = splitTokens(Int32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), { validation: 0.2 });
 * [train.length, validation.length]; // → [8, 2]
 * ```
 */
export function splitTokens<Tokens extends Int32Array | Uint16Array>(
  tokens: Tokens,
  { validation = 0.1 }: SplitTokensOptions = {},
): TokenSplit<Tokens> {
  if (!(validation > 0 && validation < 1))
    throw new RangeError(`Cannot keep ${validation} of the tokens for validation: expected a share between 0 and 1`);
  const cut = Math.floor(tokens.length * (1 - validation) + 1e-9);
  if (cut < 1 || cut >= tokens.length)
    throw new RangeError(
      `Cannot split ${tokens.length} tokens with ${validation} for validation: a part would be empty`,
    );
  // a view has its array's own type
  return { train: tokens.subarray(0, cut) as Tokens, validation: tokens.subarray(cut) as Tokens };
}
