import { math } from '@zero-to-gpt/linalg';

/** What a model said about a batch, and what was true. */
export interface Batch {
  /** Probabilities that were given to 1. */
  readonly p: readonly number[];
  /** Truths, 1 or 0. */
  readonly t: readonly number[];
}

/** Mean negative log-likelihood over all samples of an epoch. */
export function epochLoss(batches: readonly Batch[]): number {
  // #region TODO the function of the text without its bugs, about 8 lines
  let total = 0;
  let samples = 0;
  for (const { p, t } of batches) {
    p.forEach((yes, i) => {
      total -= math.log(t[i] === 1 ? yes : 1 - yes);
    });
    samples += p.length;
  }
  return total / samples;
  // #endregion
}
