import type { NDArray } from '@zero-to-gpt/linalg';

/** Share of rows whose largest score stands at the label: scores (N, C), labels (N). @throws RangeError for no row */
export function accuracy(scores: NDArray, labels: NDArray): number {
  // #region TODO where the largest stands, compared, averaged: about 3 lines
  if (labels.size === 0) throw new RangeError('Cannot count right answers: there is no sample');
  const said = scores.argmax({ axis: 1 }); // (N)
  return said.equal(labels).astype('float32').mean().item();
  // #endregion
}
