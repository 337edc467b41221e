import { math } from '@zero-to-gpt/linalg';

/** How surprised a model was, given the odds of what came. */
export interface Surprise {
  /** Mean of −ln p. */
  readonly nats: number;
  /** Mean of −log₂ p. */
  readonly bits: number;
  /** So many equal chances would surprise as much. */
  readonly perplexity: number;
}

/** Mean surprise over the odds that were given to what came, in three units. */
export function surprise(odds: readonly number[]): Surprise {
  // #region TODO the mean of the logarithms, its two other forms: about 2 lines
  const nats = odds.reduce((sum, p) => sum - math.log(p), 0) / odds.length;
  return { nats, bits: nats / math.log(2), perplexity: math.exp(nats) };
  // #endregion
}
