import { existsSync } from 'node:fs';
import { lockRun } from '@zero-to-gpt/optim/node';
import { bigramBaseline } from '@zero-to-gpt/text';
import { loadCorpus } from './corpus.ts';
import { type Course, follow, outline } from './course.ts';
import { estimateTime, measureStep } from './estimate.ts';
import { type RunConfig, runConfig } from './run-config.ts';
import type { RunEvent } from './run-event.ts';
import { createRunFolder, discardRunFolder, refuseRun, writeConfig } from './run-folder.ts';
import { Session } from './session.ts';

/** Options of `trainRun`. */
export interface TrainRunOptions {
  /** Folder of the run; `runs/<name of the text>` unless told. */
  out?: string | undefined;
  /** Saves and stops after the running step when aborted. */
  signal?: AbortSignal | undefined;
}

/**
 * Trains a GPT on a text and writes a run folder: `config.json`, `metrics.jsonl`, TensorBoard's event file,
 * `loss.svg`, `checkpoints/step-N/`, `samples/step-N.txt`. Yields what happens; nothing happens unless it is asked for the next event.
 *
 * ```ts no-test
 * for await (const event of trainRun({ text: 'my.txt', steps: 500 })) {
 *   if (event.kind === 'step') console.log(event.metrics.step, event.metrics.loss);
 * }
 * ```
 * @throws TypeError, RangeError for settings and texts that cannot be trained on
 * @throws Error where the folder cannot be written, holds a run already or is being written, or the loss is no longer finite
 */
export async function* trainRun(
  settings: Partial<RunConfig> = {},
  { out, signal }: TrainRunOptions = {},
): AsyncGenerator<RunEvent, void> {
  const checked = runConfig(settings);
  const corpus = await loadCorpus(checked);
  const config = { ...checked, text: corpus.source, textSha256: corpus.sha256 };
  const folder = createRunFolder(config, out);
  try {
    using _ = lockRun(folder.path);
    refuseRun(folder); // another process may have been faster
    const baseline = bigramBaseline(corpus.train, corpus.validation, corpus.tokenizer.vocabSize);
    yield* outline({ config, corpus, folder, baseline, startStep: 0 });
    yield { kind: 'estimate', ...estimateTime(config, corpus, await measureStep(config, corpus), 0) };
    using session = new Session(config, corpus);
    await writeConfig(folder, config);
    const course: Course = { session, corpus, folder, baseline, metrics: [] };
    yield* follow(course, signal);
  } finally {
    if (!existsSync(folder.config)) discardRunFolder(folder);
  }
}
