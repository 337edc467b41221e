import { train } from '@zero-to-gpt/transformer';
import { breathe } from './breathe.ts';
import type { Corpus } from './corpus.ts';
import type { Metrics } from './metrics.ts';
import type { RunConfig } from './run-config.ts';
import { Session } from './session.ts';

/** How long a run will take. */
export interface Estimate {
  /** One optimizer step. */
  readonly secondsPerStep: number;
  /** All of it: steps, validation losses, samples. */
  readonly seconds: number;
}

/** Milliseconds given to measuring, but for the first step. */
const patience = 3000;

/** Measures some steps of a model that is thrown away: seconds of the fastest, as the first ones are compiled on their way. */
export async function measureStep(config: RunConfig, corpus: Corpus): Promise<number> {
  using session = new Session(config, corpus);
  const { model, optimizer, loader } = session;
  const { gradAccumSteps, clipNorm, batchSize, blockSize } = config;
  const started = performance.now();
  let fastest = 0;
  const schedule = (): number => 0; // no rate is too high for a measurement
  const steps = Math.min(6, config.steps);
  for await (const progress of train(model, { steps, data: loader, optimizer, schedule, gradAccumSteps, clipNorm })) {
    fastest = Math.max(fastest, progress.tokensPerSecond);
    await breathe();
    if (performance.now() - started > patience) break;
  }
  return (batchSize * blockSize * gradAccumSteps) / fastest;
}

/** Seconds of a step, from the last ones that a run made before; null where it made none. */
export function stepTime(config: RunConfig, metrics: readonly Metrics[]): number | null {
  const speeds = metrics.slice(-21).map(({ tokensPerSecond }) => tokensPerSecond);
  const median = speeds.sort((a, b) => a - b)[Math.floor(speeds.length / 2)];
  return median ? (config.batchSize * config.blockSize * config.gradAccumSteps) / median : null;
}

/** Counts up what the steps after `startStep`, the validation losses and the samples will take. */
export function estimateTime(config: RunConfig, corpus: Corpus, secondsPerStep: number, startStep: number): Estimate {
  const { batchSize, blockSize, gradAccumSteps, steps, evalEvery, evalBatches } = config;
  const forward = secondsPerStep / gradAccumSteps / 3; // of one batch; backward costs twice as much
  const batches = Math.ceil(corpus.validation.length / (batchSize * blockSize));
  const left = steps - startStep;
  const evaluations = Math.floor(left / evalEvery) * Math.min(evalBatches, batches) + batches;
  const samples = ((startStep > 0 ? 2 : 3) * config.sampleTokens * forward) / batchSize; // a forward pass of one block for each character
  return { secondsPerStep, seconds: left * secondsPerStep + evaluations * forward + samples };
}
