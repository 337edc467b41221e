import { type NDArray, tidy, unscoped } from '@zero-to-gpt/linalg';
import { checkFeatures } from './samples.ts';
import { oneForZero } from './standard-scaler.ts';

/** Options of `MinMaxScaler`. */
export interface MinMaxScalerOptions {
  /** Where the smallest and the largest value of each feature go. Default [0, 1]. */
  featureRange?: readonly [low: number, high: number];
}

interface Extremes {
  readonly dataMin: NDArray;
  readonly dataMax: NDArray;
  readonly span: NDArray;
}

/**
 * Moves each feature linearly so that its smallest value lands on `low` and its largest on `high`. A constant feature
 * becomes `low`. Values outside those seen in fit() land outside the range.
 *
 * @example
 * ```ts
 * import { array } from '@zero-to-gpt/linalg';
 * import { MinMaxScaler } from '@zero-to-gpt/linreg';
 *
 * new MinMaxScaler().fitTransform(array([[10], [20], [15]])).toArray(); // → [[0], [1], [0.5]]
 * ```
 */
export class MinMaxScaler implements Disposable {
  readonly #low: number;
  readonly #high: number;
  #extremes: Extremes | null = null;

  /** @throws RangeError unless low < high */
  constructor({ featureRange: [low, high] = [0, 1] }: MinMaxScalerOptions = {}) {
    if (!Number.isFinite(low) || !Number.isFinite(high) || low >= high)
      throw new RangeError(`Cannot scale to [${low}, ${high}]: expected a low end below the high end`);
    this.#low = low;
    this.#high = high;
  }

  /** Smallest value of each feature, (d); belongs to the scaler. @throws Error before fit() */
  get dataMin(): NDArray {
    return this.#fitted('read dataMin').dataMin;
  }
  /** Largest value of each feature, (d); belongs to the scaler. @throws Error before fit() */
  get dataMax(): NDArray {
    return this.#fitted('read dataMax').dataMax;
  }

  /** Learns the smallest and the largest values of x (n, d). */
  fit(x: NDArray): this {
    checkFeatures('fit a MinMaxScaler', x);
    const extremes = unscoped(() =>
      tidy(() => {
        const [dataMin, dataMax] = [x.min({ axis: 0 }), x.max({ axis: 0 })];
        return { dataMin, dataMax, span: oneForZero(dataMax.sub(dataMin)) };
      }),
    );
    this.dispose();
    this.#extremes = extremes;
    return this;
  }
  /** low + (x − dataMin) / (dataMax − dataMin) · (high − low), (n, d). @throws Error before fit(), RangeError for another number of features */
  transform(x: NDArray): NDArray {
    const { dataMin, span } = this.#fitted('transform', x);
    return tidy(() =>
      x
        .sub(dataMin)
        .div(span)
        .mul(this.#high - this.#low)
        .add(this.#low),
    );
  }
  /** `fit(x)`, then `transform(x)`. */
  fitTransform(x: NDArray): NDArray {
    return this.fit(x).transform(x);
  }
  /** The features that `transform` would take to x. @throws Error before fit(), RangeError for another number of features */
  inverseTransform(x: NDArray): NDArray {
    const { dataMin, span } = this.#fitted('invert', x);
    return tidy(() =>
      x
        .sub(this.#low)
        .div(this.#high - this.#low)
        .mul(span)
        .add(dataMin),
    );
  }

  /** Frees what it learned. */
  dispose(): void {
    for (const x of Object.values(this.#extremes ?? {}) as NDArray[]) x.dispose(); // all fields are arrays
    this.#extremes = null;
  }
  /** As `dispose`. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  #fitted(action: string, x?: NDArray): Extremes {
    if (!this.#extremes) throw new Error(`Cannot ${action}: the MinMaxScaler is not fitted: call fit(x) first`);
    if (x) checkFeatures(action, x, this.#extremes.dataMin.shape[0]);
    return this.#extremes;
  }
}
