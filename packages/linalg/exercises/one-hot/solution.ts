import { arange, type NDArray } from '@zero-to-gpt/linalg';

/** Rows (N, classes) of zeros with a 1 at column labels[i]; labels: int32 (N), each from 0 to classes − 1. */
export function oneHot(labels: NDArray, classes: number): NDArray {
  // #region TODO a column against a row, compared: about 2 lines
  const columns = arange(classes, { dtype: 'int32' }); // (classes)
  return labels.unsqueeze(1).equal(columns).astype('float32'); // (N, 1) against (classes): (N, classes)
  // #endregion
}
