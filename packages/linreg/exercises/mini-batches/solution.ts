import type { Random } from '@zero-to-gpt/linalg';

/** One epoch over n examples: their positions in random order, in lists of batchSize (the last may be shorter). */
export function miniBatches(n: number, batchSize: number, random: Random): number[][] {
  // #region TODO shuffle the positions, cut them into batches: about 5 lines
  const order = random.permutation(n);
  const batches: number[][] = [];
  for (let start = 0; start < n; start += batchSize) batches.push(Array.from(order.slice(start, start + batchSize)));
  return batches;
  // #endregion
}
