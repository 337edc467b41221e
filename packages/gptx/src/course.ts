import { cosineSchedule, type SummaryValue } from '@zero-to-gpt/optim';
import { AppendFile, EventFile, writeFileAtomic } from '@zero-to-gpt/optim/node';
import { evaluationBatches } from '@zero-to-gpt/text';
import { evaluate, type Progress, TrainingDiverged, train } from '@zero-to-gpt/transformer';
import { breathe, breathing } from './breathe.ts';
import type { Corpus } from './corpus.ts';
import { drawSample } from './draw-sample.ts';
import { knownWords, wordsOf } from './known-words.ts';
import { lossPlot } from './loss-plot.ts';
import { appendMetrics, type Metrics } from './metrics.ts';
import { modelCost } from './model-cost.ts';
import type { RunConfig } from './run-config.ts';
import type { FinishedEvent, RunEvent, SampleEvent } from './run-event.ts';
import { type RunFolder, readSample, samplePath } from './run-folder.ts';
import type { Session } from './session.ts';

/** A run between two steps. */
export interface Course {
  /** Model, optimizer, position in the data. */
  readonly session: Session;
  /** The text. */
  readonly corpus: Corpus;
  /** Where its files lie; the caller holds the lock. */
  readonly folder: RunFolder;
  /** Loss of counting pairs, in nats per token. */
  readonly baseline: number;
  /** Lines of the steps made so far; those to come are added. */
  readonly metrics: Metrics[];
}

/** A run before its first step. */
export interface OutlineOptions extends Pick<Course, 'corpus' | 'folder' | 'baseline'> {
  /** Settings. */
  readonly config: RunConfig;
  /** Steps made before. */
  readonly startStep: number;
}

/**
 * Takes a run from its step to the last one, writing metrics, samples, loss curve and checkpoints on the way.
 * A step's checkpoint comes after all its other files: what a resumed run does not repeat is there.
 *
 * @throws Error where the loss is no longer finite or a file cannot be written; the last checkpoint stays
 */
export async function* follow(run: Course, signal?: AbortSignal): AsyncGenerator<RunEvent, void> {
  const { session, folder, metrics } = run;
  const { steps, evalEvery, checkpointEvery } = session.config;
  const half = Math.ceil(steps / 2);
  using log = new AppendFile(folder.metrics);
  using events = new EventFile(folder.path, { step: session.step });
  async function* save(): AsyncGenerator<RunEvent, void> {
    log.flush();
    events.flush();
    const { tokenizer } = run.corpus;
    yield {
      kind: 'checkpoint',
      step: session.step,
      path: await session.save(folder.checkpoints, { ...run, tokenizer }),
    };
  }
  if (session.step === 0) {
    yield await sampleNow(run, signal);
    yield* save();
    if (signal?.aborted) return yield { kind: 'stopped', step: 0 };
  }
  const startStep = session.step;
  const started = performance.now();
  for await (const { step, loss, lr, tokensPerSecond } of stepsOf(run)) {
    session.step = step;
    const last = step === steps;
    const evaluation = last || step % evalEvery === 0 ? await validate(run, last) : {};
    const sample = last || step === half ? await sampleNow(run) : null;
    const line = { step, loss, lr, tokensPerSecond, ...evaluation, ...(sample && { knownWords: sample.knownWords }) };
    appendMetrics(log, line);
    events.write(step, summaries(line));
    metrics.push(line);
    const each = (performance.now() - started) / 1000 / (step - startStep);
    yield { kind: 'step', metrics: line, secondsLeft: each * (steps - step) };
    if (sample) yield sample;
    await breathe();
    const stops = signal?.aborted === true && !last;
    if (last || stops || 'valLoss' in evaluation) await plot(run);
    if (last || stops || step % checkpointEvery === 0) yield* save();
    if (stops) return yield { kind: 'stopped', step };
  }
  yield outcome(run);
}

/** A line of metrics for TensorBoard: training and validation side by side. */
function summaries({ step: _, loss, valLoss, valTokens: __, ...rest }: Metrics): SummaryValue[] {
  const values = { 'loss/train': loss, ...(valLoss !== undefined && { 'loss/validation': valLoss }), ...rest };
  return Object.entries(values).map(([tag, value]) => ({ kind: 'scalar', tag, value }));
}

/** What is known of a run before its first step. */
export function* outline({ config, corpus, folder, baseline, startStep }: OutlineOptions): Generator<RunEvent, void> {
  const { train, validation, name: text, tokenizer, notes } = corpus;
  for (const note of notes) yield { kind: 'note', text: `${text}: ${note}` };
  const tokens = { trainTokens: train.length, validationTokens: validation.length, vocabSize: tokenizer.vocabSize };
  const cost = modelCost(config, tokenizer.vocabSize);
  yield { kind: 'model', folder: folder.path, config, text, ...tokens, cost, baseline, startStep };
}

/** The end of a run, as its files tell it. */
export function outcome({ folder, corpus, baseline, metrics }: Course): FinishedEvent {
  const { step, valLoss = Number.NaN, valTokens = 0, knownWords: share = 0 } = metrics[metrics.length - 1]!; // the last step evaluates and samples
  const words = new Set(wordsOf(corpus.trainText));
  const samples: SampleEvent[] = [];
  for (const at of new Set([0, Math.ceil(step / 2), step])) {
    const text = readSample(folder, at);
    if (text !== null) samples.push({ kind: 'sample', step: at, text, knownWords: knownWords(text, words) });
  }
  return { kind: 'finished', step, valLoss, valTokens, baseline, knownWords: share, samples };
}

/** The training steps, up to one that goes wrong. */
async function* stepsOf({ session, folder }: Course): AsyncGenerator<Progress, void> {
  const { config, model, optimizer, loader, step: startStep } = session;
  const { steps, lr, minLr, warmupSteps, gradAccumSteps, clipNorm } = config;
  const schedule = cosineSchedule({ lr, minLr, warmupSteps, steps });
  try {
    yield* train(model, { steps, startStep, data: loader, optimizer, schedule, gradAccumSteps, clipNorm });
  } catch (error) {
    throw error instanceof TrainingDiverged
      ? diverged(session, folder, `step ${error.step}: the loss was ${error.loss}`)
      : error;
  }
}

function diverged({ config }: Session, { path }: RunFolder, found: string): Error {
  const { lr, warmupSteps, clipNorm } = config;
  const clip = clipNorm === 0 || clipNorm > 1 ? ', --clip-norm 1' : '';
  return new RangeError(
    `Cannot go on training at ${found}; the last good checkpoint is kept. Try a lower learning rate from there, ` +
      `'gptx resume ${path} --lr ${lr / 10}' (it was ${lr}), or train anew with a lower --lr, more --warmup-steps (${warmupSteps})${clip}`,
  );
}

async function validate(run: Course, whole: boolean): Promise<Required<Pick<Metrics, 'valLoss' | 'valTokens'>>> {
  const { session, corpus, folder } = run;
  const batches = breathing(evaluationBatches(corpus.validation, session.config));
  const options = whole ? {} : { batches: session.config.evalBatches };
  const { loss, tokens } = await evaluate(session.model, batches, options);
  if (!Number.isFinite(loss)) throw diverged(session, folder, `step ${session.step}: the validation loss was ${loss}`);
  return { valLoss: loss, valTokens: tokens };
}

async function sampleNow({ session, corpus, folder }: Course, signal?: AbortSignal): Promise<SampleEvent> {
  const { step, model, config } = session;
  let text = '';
  const options = { maxTokens: config.sampleTokens, temperature: 0.8, seed: config.seed };
  const drawn = drawSample(model, corpus.tokenizer, { ...options, ...(signal && { signal }) });
  for await (const piece of drawn) text += piece;
  await writeFileAtomic(samplePath(folder, step), text);
  return { kind: 'sample', step, text, knownWords: knownWords(text, new Set(wordsOf(corpus.trainText))) };
}

async function plot({ session, corpus, folder, baseline, metrics }: Course): Promise<void> {
  const { nLayer, nEmbd } = session.config;
  await writeFileAtomic(
    folder.plot,
    await lossPlot(metrics, { baseline, title: `${corpus.name}: ${nLayer} blocks, width ${nEmbd}` }),
  );
}
