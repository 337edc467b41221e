import { checkOptions, type NDArray, type Random, sizeOf, tidy } from '@zero-to-gpt/linalg';
import { batches } from './batches.ts';
import { Descent } from './descent.ts';
import type { Layer } from './layer.ts';
import type { Loss } from './loss.ts';

/** How far a training has come. */
export interface EpochReport {
  /** Passes over the training samples so far, from 1. */
  readonly epoch: number;
  /** Mean training loss during this pass. */
  readonly loss: number;
  /** Loss on `valid` after this pass, where it is given. */
  readonly validLoss?: number;
}

/** Options of `fit`. */
export interface FitOptions {
  /** Compares the model's result with the targets, such as `crossEntropyLoss`. */
  loss: (prediction: NDArray, target: NDArray) => Loss;
  /** Learning rate, or one for each epoch (from 1). Default 0.1. */
  lr?: number | ((epoch: number) => number);
  /** Default 0. */
  momentum?: number;
  /** Default 0. */
  weightDecay?: number;
  /** Passes over the samples. Default 10. */
  epochs?: number;
  /** Samples a step. Default: all. */
  batchSize?: number;
  /** Draws the order of the samples anew in each pass; without it they come as they stand. */
  random?: Random;
  /** Samples to watch, not learned from. */
  valid?: {
    /** (m, …). */
    readonly x: NDArray;
    /** (m, …). */
    readonly y: NDArray;
  };
  /** Stops after so many passes without a better `validLoss`. Needs `valid`. */
  patience?: number;
  /** Called before each step, when all slopes are there: the place to clip them. */
  onGradient?: () => void;
  /** Called after each pass; `false` ends the training. */
  onEpoch?: (report: EpochReport) => unknown;
}

const fitOptions = [
  'loss',
  'lr',
  'momentum',
  'weightDecay',
  'epochs',
  'batchSize',
  'random',
  'valid',
  'patience',
  'onGradient',
  'onEpoch',
] as const;

/**
 * Trains a model by gradient descent on samples x (n, …) and targets y (n, …). Returns a report for each pass.
 *
 * @example
 * ```ts
 * import { array, Random } from '@zero-to-gpt/linalg';
 * import { Dense, fit, mseLoss, Sequential, Tanh } from '@zero-to-gpt/dense';
 *
 * const random = new Random(1);
 * const model = new Sequential(new Dense(2, 4, { random }), new Tanh(), new Dense(4, 1, { random }));
 * const x = array([[0, 0], [0, 1], [1, 0], [1, 1]]); // exclusive or: no line can do it
 * const y = array([[0], [1], [1], [0]]);
 * const history = fit(model, x, y, { loss: mseLoss, lr: 0.5, epochs: 1000 });
 * history.at(-1)!.loss < 0.01; // → true
 * ```
 * @throws RangeError for NaN or infinite numbers in x or y (row and column named), shapes that do not fit, options that
 * cannot work, and where the loss is no longer a number
 */
export function fit(model: Layer, x: NDArray, y: NDArray, options: FitOptions): EpochReport[] {
  checkOptions('fit', options, fitOptions);
  const { loss, lr = 0.1, momentum = 0, weightDecay = 0, epochs = 10, random, valid, patience } = options;
  const { onGradient, onEpoch } = options;
  const { batchSize = Math.max(1, x.shape[0] ?? 1) } = options;
  if (!Number.isInteger(epochs) || epochs < 1)
    throw new RangeError(`Cannot fit for ${epochs} epochs: expected a whole number of at least 1`);
  if (patience !== undefined && (!valid || !Number.isInteger(patience) || patience < 1))
    throw new RangeError(
      `Cannot fit with patience ${patience}: expected a whole number of at least 1, and valid samples`,
    );
  checkFinite('x', x);
  checkFinite('y', y);
  if (valid) for (const name of ['x', 'y'] as const) checkFinite(`valid.${name}`, valid[name]);
  const rateOf = typeof lr === 'number' ? () => lr : lr;
  using descent = new Descent(model.parameters, { lr: rateOf(1), momentum, weightDecay });
  for (const parameter of model.parameters) parameter.zeroGrad(); // of whatever was done with the model before
  const history: EpochReport[] = [];
  let [best, since] = [Infinity, 0];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    descent.lr = rateOf(epoch);
    const mean = onePass();
    if (!Number.isFinite(mean))
      throw new RangeError(
        `Cannot fit: the loss is ${mean} in epoch ${epoch}, lr ${descent.lr} is too large for this model`,
      );
    const validLoss = valid && tidy(() => loss(model.forward(valid.x), valid.y).value.mean().item());
    const report: EpochReport = { epoch, loss: mean, ...(validLoss !== undefined && { validLoss }) };
    history.push(report);
    if (onEpoch?.(report) === false) break;
    if (validLoss === undefined || patience === undefined) continue;
    since = validLoss < best ? 0 : since + 1;
    best = Math.min(best, validLoss);
    if (since >= patience) break;
  }
  return history;

  function onePass(): number {
    let [sum, count] = [0, 0];
    const walk = batches(x, y, { batchSize, ...(random && { random }) });
    for (;;) {
      const done = tidy(() => {
        const next = walk.next();
        if (next.done) return true;
        const batch = next.value;
        const { value, gradient } = loss(model.forward(batch.x), batch.y);
        model.backward(gradient);
        onGradient?.();
        descent.step();
        const n = batch.x.shape[0]!;
        sum += value.item() * n;
        count += n;
        return false;
      });
      if (done) return sum / count;
    }
  }
}

/** Checks that no element is NaN or infinite; reads the device. @throws RangeError that names the first such element */
export function checkFinite(name: string, x: NDArray): void {
  if (sizeOf(x.shape) === 0 || tidy(() => x.astype('float32').mul(0).sum().item()) === 0) return; // NaN · 0 is NaN
  const flat = x.toFlat();
  let at = flat.findIndex((value) => !Number.isFinite(value));
  const value = flat[at];
  const place: number[] = [];
  for (const length of [...x.shape].reverse()) {
    place.unshift(at % length);
    at = Math.floor(at / length);
  }
  const where = place.length === 2 ? ` (row ${place[0]}, column ${place[1]})` : '';
  throw new RangeError(`Cannot fit: ${name}[${place.join(', ')}]${where} is ${value}, expected finite numbers`);
}
