import { loadCheckpoint, lockRun, removeCheckpoints } from '@zero-to-gpt/optim/node';
import { bigramBaseline } from '@zero-to-gpt/text';
import { type Corpus, loadCorpus } from './corpus.ts';
import { type Course, follow, outcome, outline } from './course.ts';
import { estimateTime, stepTime } from './estimate.ts';
import { cutMetrics } from './metrics.ts';
import { type RunConfig, runConfig, settings } from './run-config.ts';
import type { RunEvent } from './run-event.ts';
import { cleanRunFolder, hasCheckpoints, openRunFolder, type RunFolder, writeConfig } from './run-folder.ts';
import { parseRunMeta, type RunMeta } from './run-meta.ts';
import { Session } from './session.ts';

/** A setting that may change when a run goes on: it shapes neither the model nor its data. */
export type ResumableSetting =
  | 'steps'
  | 'lr'
  | 'minLr'
  | 'warmupSteps'
  | 'weightDecay'
  | 'beta1'
  | 'beta2'
  | 'clipNorm'
  | 'evalEvery'
  | 'evalBatches'
  | 'sampleTokens'
  | 'checkpointEvery';

/** The settings that may change when a run goes on. */
export const resumableSettings: readonly ResumableSetting[] = [
  ...(['steps', 'lr', 'minLr', 'warmupSteps', 'weightDecay', 'beta1', 'beta2', 'clipNorm'] as const),
  ...(['evalEvery', 'evalBatches', 'sampleTokens', 'checkpointEvery'] as const),
];

/** Options of `resumeRun`. */
export interface ResumeRunOptions {
  /** New values of settings that may change; they are written into `config.json`. */
  changes?: Partial<Pick<RunConfig, ResumableSetting>> | undefined;
  /** Where the text lies now, if it was moved. */
  text?: string | undefined;
  /** Saves and stops after the running step when aborted. */
  signal?: AbortSignal | undefined;
}

/**
 * Goes on with a run from its newest good checkpoint, as `trainRun` does: `metrics.jsonl` is cut back to the
 * checkpoint's step, and the steps that follow are those of a run that was never interrupted, to the last bit.
 * Of a run that is complete it yields the end alone.
 *
 * @throws Error where there is no run or no good checkpoint, another process is writing, or as `trainRun`
 */
export async function* resumeRun(
  path: string,
  { changes = {}, text, signal }: ResumeRunOptions = {},
): AsyncGenerator<RunEvent, void> {
  const { folder, config: before } = openRunFolder(path);
  using _ = lockRun(path);
  const changed = runConfig(resumed(before, changes, text));
  const corpus = await loadCorpus(changed);
  const config = { ...changed, text: corpus.source };
  using session = new Session(config, corpus);
  const { meta, notes } = await restore(session, folder, corpus);
  const { step } = session;
  if (step > config.steps) {
    throw new RangeError(`Cannot resume with ${config.steps} steps: the run has made ${step}, wanted at least as many`);
  }
  for (const note of notes) yield { kind: 'note', text: note };
  cleanRunFolder(folder);
  await removeCheckpoints(folder.checkpoints, { after: step });
  const metrics = await cutMetrics(folder.metrics, step);
  await writeConfig(folder, config);
  const baseline = meta?.baseline ?? bigramBaseline(corpus.train, corpus.validation, corpus.tokenizer.vocabSize);
  const course: Course = { session, corpus, folder, baseline, metrics };
  yield* outline({ ...course, config, startStep: step });
  if (step === config.steps) return yield outcome(course);
  const each = stepTime(config, metrics);
  if (each !== null) yield { kind: 'estimate', ...estimateTime(config, corpus, each, step) };
  yield* follow(course, signal);
}

/** The settings of a run that goes on. What follows from `lr` and `steps` follows from the new ones where it did from the old. */
function resumed(
  before: RunConfig,
  changes: Partial<Pick<RunConfig, ResumableSetting>>,
  text: string | undefined,
): Partial<RunConfig> {
  const { minLr, warmupSteps, ...rest } = before;
  const derived = runConfig(rest);
  return {
    ...rest,
    ...(minLr !== derived.minLr && { minLr }),
    ...(warmupSteps !== derived.warmupSteps && { warmupSteps }),
    ...changes,
    ...(text !== undefined && { text }),
  };
}

/** Takes over the newest good checkpoint; a run that was stopped before its first one begins anew, which is the same. */
async function restore(
  session: Session,
  folder: RunFolder,
  corpus: Corpus,
): Promise<{ meta: RunMeta | null; notes: readonly string[] }> {
  if (!hasCheckpoints(folder)) return { meta: null, notes: [] };
  using checkpoint = await loadCheckpoint(folder.checkpoints);
  const meta = parseRunMeta(checkpoint.meta, checkpoint.path);
  checkSame(session.config, meta.config, folder);
  if (meta.tokenizer.characters.join('') !== corpus.tokenizer.characters.join('')) {
    throw new RangeError(
      `Cannot resume ${folder.path}: its checkpoint knows ${meta.tokenizer.vocabSize} characters, ` +
        `the text has ${corpus.tokenizer.vocabSize} others`,
    );
  }
  await session.restore(checkpoint, meta);
  const notes = checkpoint.skipped.map(
    ({ path, reason }) => `${path} is damaged (${reason}); going on from an older one`,
  );
  return { meta, notes };
}

/** @throws RangeError where `config.json` was edited so that it no longer fits the checkpoint */
function checkSame(config: RunConfig, saved: RunConfig, { config: file }: RunFolder): void {
  const free = new Set<keyof RunConfig>([...resumableSettings, 'text']);
  for (const { key } of settings) {
    if (free.has(key) || config[key] === saved[key]) continue;
    throw new RangeError(
      `Cannot resume: ${key} is ${JSON.stringify(config[key])} in ${file} and ${JSON.stringify(saved[key])} in the checkpoint`,
    );
  }
}
