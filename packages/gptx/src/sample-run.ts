import { Random } from '@zero-to-gpt/linalg';
import { loadCheckpoint } from '@zero-to-gpt/optim/node';
import { GPT } from '@zero-to-gpt/transformer';
import { type DrawSampleOptions, drawSample } from './draw-sample.ts';
import { hasCheckpoints, openRunFolder } from './run-folder.ts';
import { parseRunMeta } from './run-meta.ts';
import { checkFinite, checkVocabulary } from './session.ts';

/** Options of `sampleRun`. */
export interface SampleRunOptions extends DrawSampleOptions {
  /** Step of the checkpoint; the newest unless told. */
  step?: number;
  /** Called with what the user should know, such as a damaged checkpoint that was passed over. */
  onNote?: (text: string) => void;
}

/**
 * Lets the model of a run write, character by character; the prompt itself is not yielded.
 *
 * @throws Error where there is no run or no good checkpoint
 * @throws RangeError for characters in the prompt that the model does not know, and for options out of range
 */
export async function* sampleRun(
  path: string,
  { step, onNote, ...options }: SampleRunOptions = {},
): AsyncGenerator<string, void> {
  const { folder } = openRunFolder(path);
  if (!hasCheckpoints(folder)) throw new Error(`Cannot sample ${path}: it holds no checkpoint yet`);
  using checkpoint = await loadCheckpoint(folder.checkpoints, step === undefined ? {} : { step });
  for (const damaged of checkpoint.skipped)
    onNote?.(`${damaged.path} is damaged (${damaged.reason}); using an older one`);
  let model: GPT | undefined;
  try {
    const { config, tokenizer } = parseRunMeta(checkpoint.meta, checkpoint.path);
    checkVocabulary(checkpoint, tokenizer.vocabSize);
    await checkFinite(checkpoint.model, `in ${checkpoint.path}`);
    model = new GPT({ ...config, vocabSize: tokenizer.vocabSize }, { random: new Random(0) });
    model.loadStateDict(checkpoint.model);
    yield* drawSample(model, tokenizer, options);
  } finally {
    model?.[Symbol.dispose]();
  }
}
