import { type NDArray, tidy, unscoped } from '@zero-to-gpt/linalg';
import { checkFeatures } from './samples.ts';

interface Statistics {
  readonly mean: NDArray;
  readonly scale: NDArray;
}

/**
 * Moves each feature to mean 0 and standard deviation 1 (of the population: divided by n). A constant feature becomes 0.
 * Fit it on the training part alone, then transform every part with the same numbers.
 *
 * @example
 * ```ts
 * import { array } from '@zero-to-gpt/linalg';
 * import { StandardScaler } from '@zero-to-gpt/linreg';
 *
 * const scaler = new StandardScaler();
 * scaler.fitTransform(array([[1, 7], [3, 7]])).toArray(); // → [[-1, 0], [1, 0]]
 * scaler.transform(array([[5, 8]])).toArray(); // → [[3, 1]]
 * ```
 */
export class StandardScaler implements Disposable {
  #statistics: Statistics | null = null;

  /** Mean of each feature, (d); belongs to the scaler. @throws Error before fit() */
  get mean(): NDArray {
    return this.#fitted('read mean').mean;
  }
  /** Standard deviation of each feature, (d), with 1 in place of 0; belongs to the scaler. @throws Error before fit() */
  get scale(): NDArray {
    return this.#fitted('read scale').scale;
  }

  /** Learns mean and standard deviation from x (n, d). */
  fit(x: NDArray): this {
    checkFeatures('fit a StandardScaler', x);
    const statistics = unscoped(() => tidy(() => measure(x)));
    this.dispose();
    this.#statistics = statistics;
    return this;
  }
  /** (x − mean) / scale, (n, d). @throws Error before fit(), RangeError for another number of features */
  transform(x: NDArray): NDArray {
    const { mean, scale } = this.#fitted('transform', x);
    return tidy(() => x.sub(mean).div(scale));
  }
  /** `fit(x)`, then `transform(x)`. */
  fitTransform(x: NDArray): NDArray {
    return this.fit(x).transform(x);
  }
  /** The features that `transform` would take to x: x · scale + mean. @throws Error before fit(), RangeError for another number of features */
  inverseTransform(x: NDArray): NDArray {
    const { mean, scale } = this.#fitted('invert', x);
    return tidy(() => x.mul(scale).add(mean));
  }

  /** Frees what it learned. */
  dispose(): void {
    this.#statistics?.mean.dispose();
    this.#statistics?.scale.dispose();
    this.#statistics = null;
  }
  /** As `dispose`. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  #fitted(action: string, x?: NDArray): Statistics {
    if (!this.#statistics) throw new Error(`Cannot ${action}: the StandardScaler is not fitted: call fit(x) first`);
    if (x) checkFeatures(action, x, this.#statistics.mean.shape[0]);
    return this.#statistics;
  }
}

function measure(x: NDArray): Statistics {
  // measured from the first sample: constant features then give exact zeros, and far-off ones lose no digits
  const first = x.slice({ stop: 1 }); // (1, d)
  const shifted = x.sub(first);
  const shift = shifted.mean({ axis: 0 }); // (d)
  const centred = shifted.sub(shift);
  const std = centred.mul(centred).mean({ axis: 0 }).sqrt();
  return { mean: first.reshape(-1).add(shift), scale: oneForZero(std) };
}

/** x ≥ 0 with 1 in place of 0, without a look at the numbers: sign(x) is 0 only there. */
export function oneForZero(x: NDArray): NDArray {
  return x.add(x.sign().mul(-1).add(1));
}
