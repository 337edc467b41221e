import { math } from '@zero-to-gpt/linalg';

/** Mean of −ln p over the pairs of `test`, p from the counts of pairs in `train`; nats per character. */
export function bigramLoss(
  train: readonly (readonly number[])[],
  test: readonly (readonly number[])[],
  size: number,
  smoothing: number,
): number {
  // #region TODO a table of counts, row sums, the mean surprise of the test pairs: about 12 lines
  const pairs = (word: readonly number[]): [number, number][] => {
    const ids = [0, ...word, 0];
    return ids.slice(1).map((id, i) => [ids[i]!, id]);
  };
  const counts = Array.from({ length: size }, () => new Array<number>(size).fill(smoothing));
  for (const [known, next] of train.flatMap(pairs)) counts[known]![next]! += 1;
  const totals = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const asked = test.flatMap(pairs);
  const surprise = asked.reduce((sum, [known, next]) => sum - math.log(counts[known]![next]! / totals[known]!), 0);
  return surprise / asked.length;
  // #endregion
}
