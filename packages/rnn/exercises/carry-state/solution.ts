import { concat, type NDArray } from '@zero-to-gpt/linalg';
import type { RNN, State } from '@zero-to-gpt/rnn';

/** Results (B, sum of T, H) of a stream that comes in pieces (B, T, I), as if it had come in one. */
export function readStream(layer: RNN, pieces: readonly NDArray[]): NDArray {
  // #region TODO a state that goes from piece to piece, a list of results: about 7 lines
  const results: NDArray[] = [];
  let before: State | undefined;
  for (const piece of pieces) {
    results.push(layer.forward(piece, before));
    before = layer.state ?? undefined;
  }
  return concat(results, { axis: 1 });
  // #endregion
}
