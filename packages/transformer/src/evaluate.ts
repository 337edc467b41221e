import type { Batch } from '@zero-to-gpt/text';
import { batchLoss, predictedTokens } from './batch-loss.ts';
import { inference } from './inference.ts';
import type { LanguageModel } from './language-model.ts';

/** Options of `evaluate`. */
export interface EvaluateOptions {
  /** Stops after so many batches. Default: all. */
  readonly batches?: number;
}

/** What `evaluate` finds. */
export interface Evaluation {
  /** Mean cross-entropy of a token, in nats. */
  readonly loss: number;
  /** Tokens that were predicted. */
  readonly tokens: number;
}

/**
 * Mean loss of the model on `data`, each token weighing the same, whatever the sizes of the batches. Runs without
 * dropout and without a tape, and leaves every module in the mode it was in.
 * The figure to compare with others is the one over a whole validation split in non-overlapping blocks.
 *
 * @throws RangeError where `data` has no batch, or `batches` is no whole number of at least 1
 */
export async function evaluate(
  model: LanguageModel,
  data: Iterable<Batch> | AsyncIterable<Batch>,
  { batches = Number.POSITIVE_INFINITY }: EvaluateOptions = {},
): Promise<Evaluation> {
  if (batches !== Number.POSITIVE_INFINITY && !(Number.isSafeInteger(batches) && batches >= 1))
    throw new RangeError(`Cannot evaluate: batches is ${batches}, wanted a whole number, at least 1`);
  let total = 0;
  let tokens = 0;
  let count = 0;
  for await (const batch of data) {
    using loss = inference(model, () => batchLoss(model, batch).value);
    const predicted = predictedTokens(batch);
    total += (await loss.data())[0]! * predicted;
    tokens += predicted;
    if (++count >= batches) break;
  }
  if (tokens === 0) throw new RangeError('Cannot evaluate: the data gave no batch');
  return { loss: total / tokens, tokens };
}
