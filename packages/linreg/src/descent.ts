import { array, defaultRandom, type NDArray, type Random, tidy, unscoped } from '@zero-to-gpt/linalg';
import { linear, linearGradient, type Weights } from './linear.ts';
import { mseGradient, mseLoss } from './losses.ts';
import { takeSamples } from './split.ts';

/** How to walk down the loss. */
export interface DescentOptions {
  /** Learning rate: the step is this times the slope. Default 0.1, for standardised features. */
  lr?: number;
  /** Passes over the samples. Default 100. */
  epochs?: number;
  /** Samples in a step. Default: all of them, one step an epoch. */
  batchSize?: number;
  /** Weight of the penalty l2 · Σ coef², which the intercept does not pay. Default 0. */
  l2?: number;
  /** Learns the intercept; else it stays 0. Default true. */
  fitIntercept?: boolean;
  /** Where the order of the batches comes from. Default: `defaultRandom()`. */
  random?: Random;
  /** Weights to begin with. Default: zeros. */
  start?: Weights;
}

/** Where a descent stands after some epochs. */
export interface DescentPoint extends Weights {
  /** Passes done; 0 is the start. */
  readonly epoch: number;
  /** Steps done. */
  readonly step: number;
  /** Mean squared error of all samples plus the penalty. */
  readonly loss: number;
}

/**
 * Gradient descent on the mean squared error of x (n, d), y (n), one point at the start and one after every epoch:
 * weights −= lr · slope. Goes on where the loss overflows; the caller looks at it. Reads the device once an epoch.
 */
export function* descend(x: NDArray, y: NDArray, options: DescentOptions = {}): Generator<DescentPoint> {
  checkDescent(options);
  const { lr = 0.1, epochs = 100, l2 = 0, fitIntercept = true, start } = options;
  const [n, d] = [x.shape[0]!, x.shape[1]!];
  const batchSize = Math.min(n, options.batchSize ?? n);
  const { coef = Array.from({ length: d }, () => 0), intercept = 0 } = start ?? {};
  if (coef.length !== d) throw new RangeError(`Cannot start with ${coef.length} coefficients: x has ${d} features`);
  const kind = { dtype: x.dtype, device: x.device };
  let weights = unscoped((): ArrayWeights => ({ coef: array(coef, kind), intercept: array(intercept, kind) }));
  try {
    for (let epoch = 0, step = 0; ; epoch++) {
      yield tidy(() => point(x, y, weights, { epoch, step, l2 }));
      if (epoch >= epochs) return;
      const order = batchSize < n ? Array.from((options.random ?? defaultRandom()).permutation(n)) : null;
      for (let from = 0; from < n; from += batchSize, step++) {
        const next = unscoped(() =>
          tidy(() => {
            const batch = order ? takeSamples({ x, y }, order.slice(from, from + batchSize)) : { x, y };
            return downhill(batch.x, batch.y, weights, { lr, l2, fitIntercept });
          }),
        );
        free(weights);
        weights = next;
      }
    }
  } finally {
    free(weights);
  }
}

/** @throws RangeError for options that cannot work */
export function checkDescent({ lr = 0.1, epochs = 100, batchSize = 1, l2 = 0 }: DescentOptions): void {
  if (!(lr > 0) || lr === Infinity) throw new RangeError(`Cannot descend with lr ${lr}: expected a number above 0`);
  if (!(l2 >= 0) || l2 === Infinity) throw new RangeError(`Cannot penalise with l2 ${l2}: expected 0 or more`);
  for (const [name, value] of Object.entries({ epochs, batchSize }))
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`Cannot descend with ${name} ${value}: expected a whole number of at least 1`);
}

interface ArrayWeights {
  /** (d) */
  readonly coef: NDArray;
  /** No axes. */
  readonly intercept: NDArray;
}

/** One step: weights − lr · slope. */
function downhill(
  x: NDArray,
  y: NDArray,
  { coef, intercept }: ArrayWeights,
  { lr, l2, fitIntercept }: { lr: number; l2: number; fitIntercept: boolean },
): ArrayWeights {
  const dy = mseGradient(linear(x, coef, intercept), y); // (n): 2/n · error
  const slope = linearGradient(x, dy);
  const penalised = l2 > 0 ? slope.coef.add(coef.mul(2 * l2)) : slope.coef;
  return {
    coef: coef.sub(penalised.mul(lr)),
    intercept: intercept.sub(slope.intercept.mul(fitIntercept ? lr : 0)),
  };
}

function point(
  x: NDArray,
  y: NDArray,
  weights: ArrayWeights,
  { epoch, step, l2 }: { epoch: number; step: number; l2: number },
): DescentPoint {
  const coef = weights.coef.toArray() as readonly number[]; // one axis
  const penalty = l2 * coef.reduce((sum, w) => sum + w * w, 0);
  const loss = mseLoss(linear(x, weights.coef, weights.intercept), y) + penalty;
  return { epoch, step, coef, intercept: weights.intercept.item(), loss };
}

function free({ coef, intercept }: ArrayWeights): void {
  coef.dispose();
  intercept.dispose();
}
