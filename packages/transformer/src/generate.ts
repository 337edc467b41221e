import { fromData, type NDArray } from '@zero-to-gpt/linalg';
import { inference } from './inference.ts';
import type { LanguageModel } from './language-model.ts';
import { checkSampleOptions, type SampleOptions, sample } from './sample.ts';

/** Options of `generate`. */
export interface GenerateOptions extends SampleOptions {
  /** Tokens to make, at most. */
  readonly maxTokens: number;
  /** Ids that end the text; the one that was drawn is not yielded. */
  readonly stop?: readonly number[];
  /** Ends the text before the next token. */
  readonly signal?: AbortSignal;
}

/**
 * Continues a prompt, yielding one token id after the other: break out of the loop to stop. The model sees the last
 * `blockSize` tokens. Runs without dropout and without a tape; between two tokens the model is as it was.
 *
 * ```ts no-test
 * for await (const id of generate(model, tokenizer.encode('Call me '), { maxTokens: 100, temperature: 0.8 }))
 *   process.stdout.write(tokenizer.decode([id]));
 * ```
 * @throws RangeError for an empty prompt, ids outside the vocabulary, and options out of range
 */
export async function* generate(
  model: LanguageModel,
  prompt: Int32Array,
  { maxTokens, stop = [], signal, ...sampling }: GenerateOptions,
): AsyncGenerator<number, void> {
  const { blockSize, vocabSize } = model;
  if (prompt.length === 0) throw new RangeError('Cannot generate: the prompt is empty, wanted at least one token');
  for (const id of prompt)
    if (id < 0 || id >= vocabSize)
      throw new RangeError(`Cannot generate: the prompt holds token ${id}, the vocabulary ends at ${vocabSize - 1}`);
  if (!Number.isSafeInteger(maxTokens) || maxTokens < 0)
    throw new RangeError(`Cannot generate: maxTokens is ${maxTokens}, wanted a whole number, at least 0`);
  checkSampleOptions(sampling);

  let context = prompt.slice(-blockSize);
  for (let i = 0; i < maxTokens && !signal?.aborted; i++) {
    using last = inference(model, () => lastLogits(model, context));
    const logits = Float32Array.from(await last.data());
    const id = sample(logits, sampling);
    if (stop.includes(id)) return;
    yield id;
    context = Int32Array.of(...context.subarray(context.length < blockSize ? 0 : 1), id);
  }
}

/** Scores (V) of the token after the context. */
function lastLogits(model: LanguageModel, context: Int32Array): NDArray {
  const T = context.length;
  const logits = model.forward(fromData(context, [1, T], { device: model.device })); // (1, T, V)
  return logits.value.slice(0, T - 1);
}
