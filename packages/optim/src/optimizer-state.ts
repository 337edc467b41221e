import { fromData, NDArray } from '@zero-to-gpt/linalg';

/** A number of an optimizer's state, and how it is restored. */
export interface StateNumber {
  /** The number now. */
  readonly value: number;
  /** What it may be, in words. */
  readonly wanted: string;
  /** Whether it may be this. */
  readonly accepts: (value: number) => boolean;
  /** Takes a saved number. */
  readonly restore: (value: number) => void;
}

/**
 * Copies a saved state over an optimizer's arrays and numbers: all of it or, where anything is wrong, nothing.
 * @throws RangeError where a key is missing, unknown, or holds another kind or shape
 */
export function loadState(
  own: ReadonlyMap<string, NDArray | StateNumber>,
  state: ReadonlyMap<string, NDArray | number>,
): void {
  for (const key of state.keys())
    if (!own.has(key)) throw new RangeError(`Cannot load optimizer state: "${key}" is not a key of it`);
  const writes: (() => void)[] = [];
  for (const [key, slot] of own) {
    const value = state.get(key);
    const problem = (found: string, wanted: string): RangeError =>
      new RangeError(`Cannot load optimizer state: "${key}" is ${found}, expected ${wanted}`);
    if (slot instanceof NDArray) {
      if (!(value instanceof NDArray)) throw problem(`${value ?? 'missing'}`, `an array of [${slot.shape}]`);
      if (`${value.shape}` !== `${slot.shape}`) throw problem(`an array of [${value.shape}]`, `[${slot.shape}]`);
      if (value.device !== slot.device && !value.device.readSync)
        throw problem(`on ${value.device.name}`, `an array on ${slot.device.name}, await x.to(device)`);
      writes.push(() => copyInto(slot, value));
    } else {
      if (typeof value !== 'number') throw problem(value ? 'an array' : 'missing', slot.wanted);
      if (!slot.accepts(value)) throw problem(`${value}`, slot.wanted);
      writes.push(() => slot.restore(value));
    }
  }
  for (const write of writes) write();
}

/** Copies across host devices too. */
function copyInto(slot: NDArray, value: NDArray): void {
  if (value.device === slot.device) {
    slot.assign(value);
    return;
  }
  using copy = fromData(value.toFlat(), value.shape, { dtype: value.dtype, device: slot.device });
  slot.assign(copy);
}
