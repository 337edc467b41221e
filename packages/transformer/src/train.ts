import type { Parameter } from '@zero-to-gpt/autograd';
import { type NDArray, scope, unscoped, zeros } from '@zero-to-gpt/linalg';
import { clipGradNorm, type Optimizer, type Schedule } from '@zero-to-gpt/optim';
import type { Batch } from '@zero-to-gpt/text';
import { batchLoss, predictedTokens } from './batch-loss.ts';
import type { LanguageModel } from './language-model.ts';
import { TrainingDiverged } from './training-diverged.ts';

/** Options of `train`. */
export interface TrainOptions {
  /** Steps in all, those before `startStep` included. */
  readonly steps: number;
  /** Steps made before, where training resumes. Default: 0. */
  readonly startStep?: number;
  /** Where batches come from; gone through again and again. */
  readonly data: AsyncIterable<Batch> | Iterable<Batch>;
  /** What changes the parameters. */
  readonly optimizer: Optimizer;
  /** Learning rate of each step, counted from 0. Default: what the optimizer has. */
  readonly schedule?: Schedule;
  /** Batches whose gradients are added up for one step, each token weighing the same. Default: 1. */
  readonly gradAccumSteps?: number;
  /** Longest gradient; a longer one is scaled down to it. 0 or Infinity leave it alone. Default: 1, as in nanoGPT. */
  readonly clipNorm?: number;
  /** Steps between two reports. Default: 1. */
  readonly reportEvery?: number;
  /** When aborted, training ends after the running step, with a report. */
  readonly signal?: AbortSignal;
  /** Called when a step's gradients are complete, before they are clipped: averages them over several workers. */
  readonly afterBackward?: (parameters: readonly Parameter[]) => void | Promise<void>;
}

/** What `train` reports. */
export interface Progress {
  /** Steps made so far. */
  readonly step: number;
  /** Mean loss of the steps since the last report, in nats; that of a step is measured before its update. */
  readonly loss: number;
  /** Learning rate of the last step. */
  readonly lr: number;
  /** Norm of the last step's gradient, before clipping. */
  readonly gradNorm: number;
  /** Tokens learnt from per second since the last report; what the caller did in between does not count. */
  readonly tokensPerSecond: number;
}

/**
 * Trains a language model: forward, backward, clip, optimizer step. Yields every `reportEvery` steps and after the last
 * one; break out of the loop to stop. Nothing is read from the device between two reports.
 *
 * ```ts no-test
 * for await (const { step, loss } of train(model, { steps: 1000, data, optimizer, reportEvery: 100 }))
 *   console.log(`step ${step}  loss ${loss.toFixed(4)}`);
 * ```
 * @throws TrainingDiverged at the first report that finds a loss or gradient that is not finite
 * @throws RangeError for options out of range and for data without a batch
 */
export async function* train(model: LanguageModel, options: TrainOptions): AsyncGenerator<Progress, void> {
  checkTrainOptions(options);
  const { steps, startStep = 0, optimizer, schedule, gradAccumSteps = 1, reportEvery = 1, signal } = options;
  const parameters = model.parameters();
  const batches = endless(options.data);
  using totals = unscoped(() => new Totals(parameters[0]!));
  let reported = startStep;
  let tokens = 0;
  let started = performance.now();
  model.train();
  try {
    for (let step = startStep; step < steps && !signal?.aborted; step++) {
      const taken: Batch[] = [];
      while (taken.length < gradAccumSteps) taken.push((await batches.next()).value);
      tokens += accumulate(model, optimizer, taken, totals);
      await options.afterBackward?.(parameters);
      if (schedule) optimizer.lr = schedule(step);
      update(optimizer, parameters, options.clipNorm ?? 1, totals);

      const made = step + 1;
      if (made % reportEvery !== 0 && made !== steps && !signal?.aborted) continue;
      const { loss, meanNorm, gradNorm } = await totals.read(made - reported);
      if (!Number.isFinite(loss) || !Number.isFinite(meanNorm))
        throw new TrainingDiverged({ after: reported, step: made, loss, gradNorm: meanNorm });
      const seconds = (performance.now() - started) / 1000;
      yield { step: made, loss, lr: optimizer.lr, gradNorm, tokensPerSecond: tokens / seconds };
      reported = made;
      tokens = 0;
      started = performance.now();
      model.train();
    }
  } finally {
    await batches.return(undefined as never); // ends `data` as well; the generator itself returns nothing
  }
}

/** Forward and backward over the batches of one step; leaves the mean gradient in the parameters. Returns the number of tokens. */
function accumulate(model: LanguageModel, optimizer: Optimizer, batches: readonly Batch[], totals: Totals): number {
  const tokens = batches.reduce((sum, batch) => sum + predictedTokens(batch), 0);
  optimizer.zeroGrad();
  for (const batch of batches) {
    using _ = scope();
    const loss = batchLoss(model, batch);
    const part = batches.length === 1 ? loss : loss.mul(predictedTokens(batch) / tokens);
    totals.addLoss(part.value);
    part.backward();
  }
  return tokens;
}

function update(optimizer: Optimizer, parameters: readonly Parameter[], clipNorm: number, totals: Totals): void {
  using _ = scope();
  totals.addNorm(clipGradNorm(parameters, { maxNorm: clipNorm || Number.POSITIVE_INFINITY }));
  optimizer.step();
}

/** Sums that stay on the device until a report reads them, all at once. What is not finite stays so in a sum. */
class Totals implements Disposable {
  /** Σ loss, Σ norm, last norm. */
  readonly #sums: NDArray;

  constructor({ dtype, device }: Parameter) {
    this.#sums = zeros([3], { dtype, device });
  }

  addLoss(loss: NDArray): void {
    const sum = this.#sums.slice({ start: 0, stop: 1 });
    sum.assign(sum.add(loss));
  }

  addNorm(norm: NDArray): void {
    const sum = this.#sums.slice({ start: 1, stop: 2 });
    sum.assign(sum.add(norm));
    this.#sums.slice({ start: 2, stop: 3 }).assign(norm.reshape(1));
  }

  /** Means over `steps` steps; starts anew. */
  async read(steps: number): Promise<{ loss: number; meanNorm: number; gradNorm: number }> {
    const [loss, norm, gradNorm] = await this.#sums.data();
    this.#sums.fill(0);
    return { loss: loss! / steps, meanNorm: norm! / steps, gradNorm: gradNorm! };
  }

  [Symbol.dispose](): void {
    this.#sums.dispose();
  }
}

/** The batches of `data`, from its start again whenever it ends. */
async function* endless(data: TrainOptions['data']): AsyncGenerator<Batch, never> {
  for (;;) {
    let empty = true;
    for await (const batch of data) {
      empty = false;
      yield batch;
    }
    if (empty) throw new RangeError('Cannot train: the data gave no batch; a generator can be gone through only once');
  }
}

function checkTrainOptions(options: TrainOptions): void {
  const { steps, startStep = 0, gradAccumSteps = 1, clipNorm = 1, reportEvery = 1 } = options;
  const least = { steps: [steps, 0], startStep: [startStep, 0], gradAccumSteps: [gradAccumSteps, 1] } as const;
  for (const [name, [value, low]] of Object.entries({ ...least, reportEvery: [reportEvery, 1] as const }))
    if (!Number.isSafeInteger(value) || value < low)
      throw new RangeError(`Cannot train: ${name} is ${value}, wanted a whole number, at least ${low}`);
  if (!(clipNorm >= 0)) throw new RangeError(`Cannot train: clipNorm is ${clipNorm}, wanted a number, at least 0`);
}
