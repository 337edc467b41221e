import type { AnyModule } from '@zero-to-gpt/autograd';
import { checkOptions, type NDArray, unscoped } from '@zero-to-gpt/linalg';
import { loadState, type StateNumber } from '../optimizers/optimizer-state.ts';

/** Options of `EarlyStopping`. */
export interface EarlyStoppingOptions {
  /** So many values in a row without a better one end the training. Default 5. */
  readonly patience?: number;
  /** What is no further from the best than this is no better. Default 0. */
  readonly minDelta?: number;
  /** Whether less is better, as of a loss, or more, as of an accuracy. Default `min`. */
  readonly mode?: 'min' | 'max';
  /** Its best parameters and buffers are kept, at the cost of a second copy, for `restoreBest()`. */
  readonly model?: AnyModule;
}

/**
 * Says when a validation loss has stopped getting better. Source: Prechelt, "Early stopping — but when?", 1998; patience
 * as in Keras and Lightning.
 *
 * @example
 * ```ts
 * import { EarlyStopping } from '@zero-to-gpt/optim';
 *
 * const stopping = new EarlyStopping({ patience: 2 });
 * [1, 0.8, 0.9, 0.85, 0.7].findIndex((loss) => stopping.update(loss)); // → 3
 * [stopping.best, stopping.reason]; // → [0.8, 'no value better than 0.8 for 2 in a row']
 * ```
 */
export class EarlyStopping implements Disposable {
  /** Values in a row without a better one that end the training. */
  readonly patience: number;
  /** How much better a better value is, at least. */
  readonly minDelta: number;
  /** Whether less or more is better. */
  readonly mode: 'min' | 'max';
  readonly #model: AnyModule | null;
  readonly #kept: ReadonlyMap<string, NDArray>;
  #best = 0;
  #bestAt = 0;
  #updates = 0;
  #bad: number | null = null;

  /** @throws RangeError for patience or minDelta that cannot be */
  constructor(options: EarlyStoppingOptions = {}) {
const { patience = 5, minDelta = 0, mode = 'min', model } = checkOptions('EarlyStopping', options, ['patience', 'minDelta', 'mode', 'model']);
    if (!Number.isSafeInteger(patience) || patience < 1)
      throw new RangeError(`Cannot stop with patience ${patience}: expected a whole number, at least 1`);
    if (!(minDelta >= 0 && minDelta < Number.POSITIVE_INFINITY))
      throw new RangeError(`Cannot stop with minDelta ${minDelta}: expected a finite number, at least 0`);
    if (mode !== 'min' && mode !== 'max')
      throw new RangeError(`Cannot stop with mode '${String(mode)}': expected 'min' or 'max'`);
    this.patience = patience;
    this.minDelta = minDelta;
    this.mode = mode;
    this.#model = model ?? null;
    this.#kept = unscoped(() => new Map([...(model?.stateDict() ?? [])].map(([name, x]) => [name, x.clone()])));
  }

  /** The best value so far; null before the first. */
  get best(): number | null {
    return this.#bestAt > 0 ? this.#best : null;
  }

  /** Values since the best one. */
  get wait(): number {
    return this.#updates - this.#bestAt;
  }

  /** Whether the last value was the best. */
  get improved(): boolean {
    return this.#updates > 0 && this.wait === 0;
  }

  /** Why training is to end; null while it is to go on. */
  get reason(): string | null {
    if (this.#bad !== null) return `the value is ${this.#bad}`;
    if (this.#updates === 0 || this.wait < this.patience) return null;
    return `no value better than ${this.#best} for ${this.wait} in a row`;
  }

  /** Takes the next value; true where training is to end: patience is used up, or the value is NaN or infinite. */
  update(value: number): boolean {
    this.#updates++;
    if (Number.isFinite(value)) {
      this.#bad = null;
      if (this.#isBetter(value)) this.#keep(value);
    } else this.#bad = value;
    return this.reason !== null;
  }

  /** Gives the model the parameters and buffers of the best value. @throws Error where none were kept */
  restoreBest(): void {
    if (!this.#model) throw new Error('Cannot restore the best model: give { model } to EarlyStopping');
    if (this.best === null) throw new Error('Cannot restore the best model: there was no value yet');
    this.#model.loadStateDict(this.#kept);
  }

  /** Numbers and the best model's arrays (`model.NAME`), to be saved with a checkpoint; the arrays themselves, not copies. */
  stateDict(): Map<string, NDArray | number> {
    const state = new Map<string, NDArray | number>();
    for (const [name, { value }] of this.#numbers()) state.set(name, value);
    for (const [name, x] of this.#kept) state.set(`model.${name}`, x);
    return state;
  }

  /** Takes such a state over, by copy. @throws RangeError that lists all that does not fit; nothing is changed then */
  loadStateDict(state: ReadonlyMap<string, NDArray | number>): void {
    const own = new Map<string, NDArray | StateNumber>(this.#numbers());
    for (const [name, x] of this.#kept) own.set(`model.${name}`, x);
    const { updates, bestAt } = Object.fromEntries(state instanceof Map ? state : []);
    if (Number.isSafeInteger(updates) && typeof bestAt === 'number' && bestAt > Number(updates))
      throw new RangeError(
        `Cannot load early stopping: "bestAt" is ${bestAt}, expected at most updates, ${Number(updates)}`,
      );
    loadState(own, state, 'early stopping');
    this.#bad = null;
  }

  /** Frees the best model's copy. */
  [Symbol.dispose](): void {
    for (const x of this.#kept.values()) x.dispose();
  }

  #isBetter(value: number): boolean {
    if (this.best === null) return true;
    return this.mode === 'min' ? value < this.#best - this.minDelta : value > this.#best + this.minDelta;
  }

  #keep(value: number): void {
    this.#best = value;
    this.#bestAt = this.#updates;
    const now = this.#kept.size > 0 ? this.#model!.stateDict() : null;
    for (const [name, x] of this.#kept) x.assign(now!.get(name)!); // a model keeps its names
  }

  #numbers(): [string, StateNumber][] {
    const count = (value: number, restore: (value: number) => void): StateNumber => ({
      value,
      wanted: 'a whole number, at least 0',
      accepts: (x) => Number.isSafeInteger(x) && x >= 0,
      restore,
    });
    return [
      ['updates', count(this.#updates, (x) => (this.#updates = x))],
      ['bestAt', count(this.#bestAt, (x) => (this.#bestAt = x))],
      [
        'best',
        { value: this.#best, wanted: 'a finite number', accepts: Number.isFinite, restore: (x) => (this.#best = x) },
      ],
    ];
  }
}
