import type { Parameter } from '@zero-to-gpt/autograd';
import { NDArray, unscoped, zerosLike } from '@zero-to-gpt/linalg';
import { rateOf } from './check-option.ts';
import type { OptimizerState } from './optimizer.ts';
import { loadState, type StateNumber } from './optimizer-state.ts';

/** A parameter, and the name that its state goes by. */
export interface OptimizerEntry {
  /** Name of the parameter. */
  readonly name: string;
  /** What is optimized. */
  readonly parameter: Parameter;
  /** Its group's options as given, where `lr` may be set between steps. */
  readonly own: { readonly lr?: number | undefined };
}

/** What is remembered of one parameter, by name; null where an option makes it needless. */
export type Remembered = Readonly<Record<string, NDArray | StateNumber | null>>;

/** What an optimizer remembers from step to step: an entry for each parameter. Half of every optimizer, the dull one. */
export class OptimizerMemory<Entry extends OptimizerEntry> implements Disposable {
  readonly #entries: readonly Entry[];
  readonly #of: (entry: Entry) => Remembered;

  /** `of` lists what an entry remembers: arrays, which become the memory's, and numbers. */
  constructor(entries: readonly Entry[], of: (entry: Entry) => Remembered) {
    this.#entries = entries;
    this.#of = of;
  }

  /**
   * Entries of the parameters that have a gradient, with the learning rate of each: its group's, else `lr`.
   * @throws RangeError for a rate that is no number of at least 0, TypeError where a parameter has moved, or was converted, since
   */
  active(lr: number): (readonly [entry: Entry, lr: number])[] {
    const active: (readonly [Entry, number])[] = [];
    for (const entry of this.#entries) {
      if (!entry.parameter.grad) continue;
      this.#checkPlace(entry);
      active.push([entry, rateOf(entry.own, lr)]);
    }
    return active;
  }

  /** Empties the gradients. */
  zeroGrad(): void {
    for (const { parameter } of this.#entries) parameter.zeroGrad();
  }

  /** Everything remembered, as `NAME.what`: arrays themselves, numbers by value. */
  stateDict(): OptimizerState {
    const state: OptimizerState = new Map();
    for (const [key, slot] of this.#slots()) state.set(key, slot instanceof NDArray ? slot : slot.value);
    return state;
  }

  /** Takes such a state over, by copy. @throws RangeError that lists all that does not fit; nothing is changed then */
  loadStateDict(state: ReadonlyMap<string, NDArray | number>): void {
    loadState(this.#slots(), state);
  }

  /** Frees the arrays. */
  [Symbol.dispose](): void {
    for (const slot of this.#slots().values()) if (slot instanceof NDArray) slot.dispose();
  }

  #slots(): Map<string, NDArray | StateNumber> {
    const slots = new Map<string, NDArray | StateNumber>();
    for (const entry of this.#entries)
      for (const [what, slot] of Object.entries(this.#of(entry))) if (slot) slots.set(`${entry.name}.${what}`, slot);
    return slots;
  }

  #checkPlace(entry: Entry): void {
    const { device, dtype } = entry.parameter;
    for (const slot of Object.values(this.#of(entry))) {
      if (!(slot instanceof NDArray)) continue;
      if (slot.device !== device)
        throw new TypeError(
          `Cannot optimize a parameter on ${device.name} with state on ${slot.device.name}: move the model first, then make its optimizer`,
        );
      if (slot.dtype !== dtype)
        throw new TypeError(
          `Cannot optimize a parameter of ${dtype} with state of ${slot.dtype}: convert the model first, then make its optimizer`,
        );
    }
  }
}

/** Zeros of a parameter's shape, outside all scopes. */
export function zerosFor(parameter: Parameter): NDArray {
  return unscoped(() => zerosLike(parameter.value));
}

/** A count of an entry, as part of its state. */
export function countOf<Key extends string>(entry: { [K in Key]: number }, key: Key): StateNumber {
  return numberOf(entry, key, 'a whole number, at least 0', (value) => Number.isSafeInteger(value) && value >= 0);
}

/** A number of an entry that lies from 0 to 1, as part of its state. */
export function fractionOf<Key extends string>(entry: { [K in Key]: number }, key: Key): StateNumber {
  return numberOf(entry, key, 'a number from 0 to 1', (value) => value >= 0 && value <= 1);
}

function numberOf<Key extends string>(
  entry: { [K in Key]: number },
  key: Key,
  wanted: string,
  accepts: StateNumber['accepts'],
): StateNumber {
  const restore = (value: number): void => {
    entry[key] = value;
  };
  return { value: entry[key], wanted, accepts, restore };
}
