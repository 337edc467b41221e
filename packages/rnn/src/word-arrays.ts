import { checkOptions, type Device, fromData, type NDArray } from '@zero-to-gpt/linalg';
import type { CharVocab } from './char-vocab.ts';

/** Words to predict character by character. */
export interface WordArrays {
  /** Boundary and characters, (n, T) int32, filled up with boundaries. */
  readonly x: NDArray;
  /** Characters and boundary, (n, T) int32: what follows each; −100, which losses ignore, behind a word's end. */
  readonly y: NDArray;
}

/**
 * Words as ids, a row each, as long as the longest with its boundary.
 *
 * @example
 * ```ts
 * import { charVocab, wordArrays } from '@zero-to-gpt/rnn';
 *
 * const { x, y } = wordArrays(['ab', 'c'], charVocab(['abc']));
 * x.toArray(); // → [[0, 1, 2], [0, 3, 0]]
 * y.toArray(); // → [[1, 2, 0], [3, 0, -100]]
 * ```
 * @throws RangeError for no word, and for characters that the vocabulary has not
 */
export function wordArrays(words: readonly string[], vocab: CharVocab, given: { device?: Device } = {}): WordArrays {
  const { device } = checkOptions('wordArrays', given, ['device']);
  if (words.length === 0) throw new RangeError('Cannot make arrays of words: there is none');
  const rows = words.map((word) => vocab.encode(word));
  const T = rows.reduce((most, row) => Math.max(most, row.length + 1), 1);
  const x = new Int32Array(rows.length * T);
  const y = new Int32Array(rows.length * T).fill(-100);
  rows.forEach((row, i) => {
    x.set(row, i * T + 1);
    y.set(row, i * T);
    y[i * T + row.length] = vocab.boundary;
  });
  const options = device ? { device } : {};
  return { x: fromData(x, [rows.length, T], options), y: fromData(y, [rows.length, T], options) };
}
