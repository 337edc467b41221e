import { array, type NDArray, type Random, tidy, unscoped } from '@zero-to-gpt/linalg';
import { checkDescent, type DescentPoint, descend } from './descent.ts';
import { leastSquares } from './least-squares.ts';
import { linear, type Weights } from './linear.ts';
import { mseLoss, r2Score } from './losses.ts';
import { checkFeatures, checkFinite, checkSamples } from './samples.ts';

/** How a `LinearRegression` finds its weights: descent with all samples a step, with batches, or the exact answer. */
export type Solver = 'gd' | 'sgd' | 'lstsq';

/** Options of `LinearRegression`. */
export interface LinearRegressionOptions {
  /** Default 'gd'. */
  solver?: Solver;
  /** Learning rate of 'gd' and 'sgd'. Default 0.1, for standardised features. */
  lr?: number;
  /** Passes of 'gd' and 'sgd' over the samples. Default 100. */
  epochs?: number;
  /** Samples a step of 'sgd'. Default 32. */
  batchSize?: number;
  /** Weight of the penalty l2 · Σ coef² beside the mean squared error; the intercept pays none. Default 0. */
  l2?: number;
  /** Learns the intercept; else it stays 0. Default true. */
  fitIntercept?: boolean;
  /** Where the order of 'sgd' comes from. Default: `defaultRandom()`. */
  random?: Random;
}

/**
 * Linear regression: predictions x · coef + intercept of least mean squared error. Starts from zeros each time it is
 * fitted. Its weights live outside all scopes, until `dispose()` or `using`.
 *
 * @example
 * ```ts
 * import { array } from '@zero-to-gpt/linalg';
 * import { LinearRegression } from '@zero-to-gpt/linreg';
 *
 * const model = new LinearRegression({ solver: 'lstsq' }).fit(array([[0], [1], [2]]), array([1, 3, 5]));
 * Math.round(model.predict(array([[10]])).item()); // → 21
 * ```
 */
export class LinearRegression implements Disposable {
  readonly #options: LinearRegressionOptions;
  #coef: NDArray | null = null;
  #intercept = 0;
  #history: number[] = [];

  /** @throws RangeError for options that cannot work */
  constructor(options: LinearRegressionOptions = {}) {
    const { solver = 'gd' } = options;
    if (!['gd', 'sgd', 'lstsq'].includes(solver))
      throw new RangeError(`Cannot solve by '${solver}': expected 'gd', 'sgd' or 'lstsq'`);
    checkDescent(options);
    this.#options = { ...options, solver };
  }

  /** Slope of each feature, (d); belongs to the model. @throws Error before fit() */
  get coef(): NDArray {
    return this.#fitted('read coef');
  }
  /** Prediction where all features are 0. @throws Error before fit() */
  get intercept(): number {
    this.#fitted('read intercept');
    return this.#intercept;
  }
  /** Training loss (mean squared error plus penalty) at the start and after every epoch; of 'lstsq' the last alone. Stays after a fit that diverged. */
  get history(): readonly number[] {
    return this.#history;
  }

  /**
   * Finds the weights for features x (n, d) and targets y (n).
   * @throws RangeError for shapes, for NaN or infinite numbers, and where the descent diverges; TypeError for integers and devices that cannot be read at once
   */
  fit(x: NDArray, y: NDArray): this {
    checkSamples('fit', x, y);
    tidy(() => {
      checkFinite('fit', 'x', x);
      checkFinite('fit', 'y', y);
    });
    this.dispose();
    this.#history = [];
    const { coef, intercept } = this.#options.solver === 'lstsq' ? this.#solve(x, y) : this.#descend(x, y);
    this.#coef = unscoped(() => array(coef, { dtype: x.dtype, device: x.device }));
    this.#intercept = intercept;
    return this;
  }

  /** Predictions (n) for features x (n, d). @throws Error before fit(), RangeError for another number of features */
  predict(x: NDArray): NDArray {
    const coef = this.#fitted('predict');
    checkFeatures('predict', x, coef.shape[0]);
    return linear(x, coef, this.#intercept);
  }

  /** R² of the predictions for x (n, d) against y (n): 1 is exact, 0 as good as the mean. */
  score(x: NDArray, y: NDArray): number {
    this.#fitted('score');
    checkSamples('score', x, y);
    return tidy(() => r2Score(this.predict(x), y));
  }

  /** Frees the weights; it may be fitted again. */
  dispose(): void {
    this.#coef?.dispose();
    this.#coef = null;
  }
  /** As `dispose`. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  #descend(x: NDArray, y: NDArray): Weights {
    const { solver, batchSize = 32, ...rest } = this.#options;
    const options = solver === 'sgd' ? { ...rest, batchSize } : rest;
    let last: Weights = { coef: [], intercept: 0 };
    for (const point of descend(x, y, options)) {
      this.#history.push(point.loss);
      if (!Number.isFinite(point.loss)) throw this.#diverged(x, point);
      last = point;
    }
    return last;
  }
  #solve(x: NDArray, y: NDArray): Weights {
    const { l2 = 0 } = this.#options;
    const weights = leastSquares(x, y, this.#options);
    const penalty = l2 * weights.coef.reduce((sum, w) => sum + w * w, 0);
    const coef = array(weights.coef, { dtype: x.dtype, device: x.device });
    this.#history.push(tidy(() => mseLoss(linear(x, coef, weights.intercept), y)) + penalty);
    coef.dispose();
    return weights;
  }
  #diverged(x: NDArray, { epoch, step, loss }: DescentPoint): RangeError {
    const { lr = 0.1, l2 = 0, solver } = this.#options;
    if (step === 0)
      return new RangeError(`Cannot fit: the loss is ${loss} before the first step: y is too large to be squared`);
    const squares = tidy(() => x.mul(x).sum({ axis: 1 }).toArray()) as readonly number[]; // one axis
    // the slope changes by at most 2 (‖x‖² + 1 + l2) for one step in the weights; mean for 'gd', worst sample for 'sgd'
    const size =
      solver === 'sgd'
        ? squares.reduce((a, b) => Math.max(a, b))
        : squares.reduce((sum, s) => sum + s / squares.length, 0);
    const safe = Number((0.9 / (size + 1 + l2)).toPrecision(2));
    return new RangeError(
      `Cannot fit: the loss is ${loss} after epoch ${epoch} (step ${step}), lr ${lr} is too large for these features: ` +
        `scale them with StandardScaler${safe > 0 ? `, or take lr ${safe}` : ''}`,
    );
  }
  #fitted(action: string): NDArray {
    if (!this.#coef) throw new Error(`Cannot ${action}: the model is not fitted: call fit(x, y) first`);
    return this.#coef;
  }
}
