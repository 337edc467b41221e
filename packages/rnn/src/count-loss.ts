import { checkOptions, math } from '@zero-to-gpt/linalg';
import type { CharVocab } from './char-vocab.ts';

/** Options of `countLoss`. */
export interface CountLossOptions {
  /** Characters before the one to guess that count. Default 1. */
  context?: number;
  /** Added to every count, so that what never came is not impossible. Default 0.1. */
  smoothing?: number;
}

/**
 * The baseline of every character model: how often each character followed the last few ones in `words`. Returns the mean
 * of −ln p for the characters and ends of `test`, in nats per character.
 *
 * @example
 * ```ts
 * import { charVocab, countLoss } from '@zero-to-gpt/rnn';
 *
 * const vocab = charVocab(['ab']);
 * countLoss(['ab', 'ab'], ['ab'], vocab) < countLoss(['ab', 'ab'], ['ba'], vocab); // → true
 * ```
 * @throws RangeError for numbers that cannot be, and for no word to test on
 */
export function countLoss(
  words: readonly string[],
  test: readonly string[],
  vocab: CharVocab,
  options: CountLossOptions = {},
): number {
  const { context = 1, smoothing = 0.1 } = checkOptions('countLoss', options, ['context', 'smoothing']);
  if (!Number.isInteger(context) || context < 0 || !(smoothing > 0))
    throw new RangeError(
      `Cannot count with context ${context} and smoothing ${smoothing}: expected a whole number, and a number above 0`,
    );
  if (test.length === 0) throw new RangeError('Cannot measure a loss: there is no word to test on');
  const counts = new Map<string, Float64Array>();
  for (const word of words)
    for (const [before, id] of pairs(word, vocab, context)) {
      const row = counts.get(before) ?? new Float64Array(vocab.size + 1);
      counts.set(before, row);
      row[id]! += 1;
      row[vocab.size]! += 1; // all that came behind this context
    }
  let [sum, count] = [0, 0];
  for (const word of test)
    for (const [before, id] of pairs(word, vocab, context)) {
      const row = counts.get(before);
      const p = ((row?.[id] ?? 0) + smoothing) / ((row?.[vocab.size] ?? 0) + smoothing * vocab.size);
      sum -= math.log(p);
      count++;
    }
  return sum / count;
}

/** Each character of a word, and its end, with the ids before it as a key. */
function* pairs(word: string, vocab: CharVocab, context: number): Generator<readonly [string, number]> {
  const ids = [...new Array<number>(context).fill(vocab.boundary), ...vocab.encode(word), vocab.boundary];
  for (let i = context; i < ids.length; i++) yield [ids.slice(i - context, i).join(), ids[i]!];
}
