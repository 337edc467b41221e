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
 * Copies a saved state over arrays and numbers: all of it or, where anything is wrong, nothing. `what` names it in errors.
 * @throws RangeError that lists every key that is missing, unknown, freed, or holds another kind or shape; TypeError for what
 * is no Map
 */
export function loadState(
  own: ReadonlyMap<string, NDArray | StateNumber>,
  state: ReadonlyMap<string, NDArray | number>,
  what = 'optimizer state',
): void {
  if (!(state instanceof Map))
    throw new TypeError(`Cannot load ${what}: expected a Map from names to arrays and numbers, as of stateDict()`);
  const problems = [...state.keys()].filter((key) => !own.has(key)).map((key) => `"${key}" is not a key of it`);
  const writes: (() => void)[] = [];
  for (const [key, slot] of own) {
    const value = state.get(key);
    const problem = slot instanceof NDArray ? arrayProblem(slot, value) : numberProblem(slot, value);
    if (problem) problems.push(`"${key}" is ${problem}`);
    else writes.push(() => write(slot, value));
  }
  if (problems.length > 0) throw new RangeError(`Cannot load ${what}: ${problems.join('\n  ')}`);
  for (const each of writes) each();
}

function arrayProblem(slot: NDArray, value: NDArray | number | undefined): string | null {
  if (!(value instanceof NDArray)) return `${value ?? 'missing'}, expected an array of [${slot.shape}]`;
  if (value.isDisposed) return `an array that was freed, expected one of [${slot.shape}]`;
  if (`${value.shape}` !== `${slot.shape}`) return `an array of [${value.shape}], expected [${slot.shape}]`;
  if (value.device !== slot.device && !value.device.readSync)
    return `on ${value.device.name}, expected an array on ${slot.device.name}, await x.to(device)`;
  return null;
}

function numberProblem(slot: StateNumber, value: NDArray | number | undefined): string | null {
  if (typeof value !== 'number') return `${value ? 'an array' : 'missing'}, expected ${slot.wanted}`;
  return slot.accepts(value) ? null : `${value}, expected ${slot.wanted}`;
}

function write(slot: NDArray | StateNumber, value: NDArray | number | undefined): void {
  if (slot instanceof NDArray && value instanceof NDArray) copyInto(slot, value);
  else if (!(slot instanceof NDArray) && typeof value === 'number') slot.restore(value);
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
