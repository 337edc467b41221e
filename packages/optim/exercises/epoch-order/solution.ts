import { Random } from '@zero-to-gpt/linalg';

/** A place in the data: items handed out in an epoch. */
export interface Place {
  epoch: number;
  index: number;
}

/** The item numbers of the batch that begins at a place, and the place behind it. */
export function batchAt(
  { epoch, index }: Place,
  { items, batchSize, seed }: { items: number; batchSize: number; seed: number },
): { rows: number[]; next: Place } {
  // #region TODO the order, a part of it, the next place: about 5 lines
  const order = new Random(seed).split(epoch).permutation(items);
  const rows = [...order.subarray(index, index + batchSize)];
  const end = index + rows.length;
  return { rows, next: end < items ? { epoch, index: end } : { epoch: epoch + 1, index: 0 } };
  // #endregion
}
