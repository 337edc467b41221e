import type { NDArray, Random } from '@zero-to-gpt/linalg';

/** One epoch of samples x (n, …), y (n, …) in a new order, `batchSize` at a time. */
export function* batches(
  x: NDArray,
  y: NDArray,
  batchSize: number,
  random: Random,
): Generator<{ x: NDArray; y: NDArray }> {
  // #region TODO one order, then a loop over its pieces: about 5 lines
  const order = [...random.permutation(x.shape[0]!)];
  for (let start = 0; start < order.length; start += batchSize) {
    const rows = order.slice(start, start + batchSize);
    yield { x: x.take(rows), y: y.take(rows) };
  }
  // #endregion
}
