import type { Module, Parameter } from '@zero-to-gpt/autograd';
import { checkOptions, emptyLike, type NDArray, unscoped } from '@zero-to-gpt/linalg';
import type { OptimizerState } from '../optimizers/optimizer.ts';
import { loadState } from '../optimizers/optimizer-state.ts';
import { runningMean } from '../layers/running-mean.ts';

/** Options of `EMA`. */
export interface EMAOptions {
  /** Share of the old average that remains at each update: 0.999 looks back over about 1,000 updates. */
  readonly decay?: number;
  /** Begins with smaller decays, at update t at most (1 + t) / (10 + t), so that the first weights are soon forgotten. */
  readonly warmup?: boolean;
}

interface Entry {
  readonly name: string;
  readonly parameter: Parameter;
  readonly average: NDArray;
}

/**
 * Running averages of a model's parameters, which often predict better than the last ones: average = decay · average +
 * (1 − decay) · parameter. The first update copies, as PyTorch's `AveragedModel` does. Buffers (a batch norm's running
 * statistics) stay the model's own. Source: Polyak & Juditsky 1992; warm-up as in TensorFlow's `ExponentialMovingAverage`.
 *
 * @example
 * ```ts
 * import { Module, Parameter } from '@zero-to-gpt/autograd';
 * import { array } from '@zero-to-gpt/linalg';
 * import { EMA } from '@zero-to-gpt/optim';
 *
 * class Point extends Module<[], Parameter> {
 *   readonly x = new Parameter(array([0]));
 *   forward(): Parameter {
 *     return this.x;
 *   }
 * }
 * const point = new Point();
 * const ema = new EMA(point, { decay: 0.75 });
 * for (const x of [4, 8]) {
 *   point.x.value.fill(x); // in place of a training step
 *   ema.update();
 * }
 * {
 *   using _ = ema.swapIn(); // here the model has the averages
 *   point.x.value.toArray(); // → [5]
 * }
 * point.x.value.toArray(); // → [8]
 * ```
 */
export class EMA implements Disposable {
  /** Share of the old average that remains at each update. */
  readonly decay: number;
  /** Whether the first decays are smaller. */
  readonly warmup: boolean;
  readonly #entries: readonly Entry[];
  #updates = 0;
  #swapped = false;

  /** Starts with copies of the parameters, outside all scopes. @throws RangeError unless decay is at least 0 and below 1 */
  constructor(module: Pick<Module, 'namedParameters'>, options: EMAOptions = {}) {
const { decay = 0.999, warmup = false } = checkOptions('EMA', options, ['decay', 'warmup']);
    if (!(decay >= 0 && decay < 1))
      throw new RangeError(`Cannot average with decay ${decay}: expected a number of at least 0 and below 1`);
    this.decay = decay;
    this.warmup = warmup;
    this.#entries = [...module.namedParameters()].map(([name, parameter]) => {
      return { name, parameter, average: unscoped(() => parameter.value.clone()) };
    });
  }

  /** How many updates there were. */
  get updates(): number {
    return this.#updates;
  }

  /** The averages by the names of the parameters: the arrays themselves, not copies. */
  get averages(): Map<string, NDArray> {
    return new Map(this.#entries.map(({ name, average }) => [name, average]));
  }

  /** Takes the parameters into the averages; call it after each step of the optimizer. @throws Error while the averages are swapped in, TypeError where the model was moved or converted since */
  update(): void {
    if (this.#swapped)
      throw new Error('Cannot update averages while they are swapped in: leave the block of swapIn() first');
    const t = this.#updates;
    const decay = this.warmup ? Math.min(this.decay, (1 + t) / (10 + t)) : this.decay;
    for (const { name, parameter, average } of this.#entries) {
      if (parameter.device !== average.device)
        throw new TypeError(
          `Cannot average ${name} on ${parameter.device.name} on ${average.device.name}: move the model first, then make its EMA`,
        );
      if (parameter.dtype !== average.dtype)
        throw new TypeError(
          `Cannot average ${name} of ${parameter.dtype} in ${average.dtype}: convert the model first, then make its EMA`,
        );
      if (t === 0) average.assign(parameter.value);
      else {
        using scratch = emptyLike(average);
        runningMean(average, parameter.value, decay, scratch);
      }
    }
    this.#updates = t + 1;
  }

  /**
   * Gives the model the averages, in place, until what it returns is disposed: `using _ = ema.swapIn()` around an evaluation.
   * @throws Error where they are swapped in already
   */
  swapIn(): Disposable {
    if (this.#swapped) throw new Error('Cannot swap averages in twice: leave the block of the other swapIn() first');
    const kept = this.#entries.map(({ parameter }) => unscoped(() => parameter.value.clone()));
    for (const { parameter, average } of this.#entries) parameter.value.assign(average);
    this.#swapped = true;
    let done = false; // of this handle: another may be open by then
    const swapOut = (): void => {
      if (done) return;
      done = true;
      for (const [i, { parameter }] of this.#entries.entries()) parameter.value.assign(kept[i]!);
      for (const array of kept) array.dispose();
      this.#swapped = false;
    };
    return { [Symbol.dispose]: swapOut };
  }

  /** For each parameter `NAME.average`, and the number `updates`. */
  stateDict(): OptimizerState {
    const state: OptimizerState = new Map();
    for (const { name, average } of this.#entries) state.set(`${name}.average`, average);
    return state.set('updates', this.#updates);
  }

  /** Copies a saved state. @throws RangeError where keys or shapes differ; nothing is changed then */
  loadStateDict(state: ReadonlyMap<string, NDArray | number>): void {
    const updates = {
      value: this.#updates,
      wanted: 'a whole number, at least 0',
      accepts: (value: number) => Number.isSafeInteger(value) && value >= 0,
      restore: (value: number) => {
        this.#updates = value;
      },
    };
    const averages = this.#entries.map(({ name, average }) => [`${name}.average`, average] as const);
    loadState(new Map<string, NDArray | typeof updates>([...averages, ['updates', updates]]), state, 'averages');
  }

  /** Frees the averages. */
  [Symbol.dispose](): void {
    for (const { average } of this.#entries) average.dispose();
  }
}
