import { checkOptions, type DType, fromData, isFloat, NDArray, type Shape } from '@zero-to-gpt/linalg';
import { kindOf } from '../kind-of.ts';

/** How a state is loaded. */
export interface LoadStateDictOptions {
  /** Whether missing and unexpected entries are errors. What does not fit always is. Default true. */
  strict?: boolean;
}

/** What did not match in a state that was loaded with `strict: false`. */
export interface LoadReport {
  /** Names that the state lacks; their values stayed. */
  readonly missing: readonly string[];
  /** Names that the module lacks; they were passed over. */
  readonly unexpected: readonly string[];
}

/**
 * Copies a state into arrays of the same names, in place. Nothing is changed unless everything fits. `aliases` names
 * further paths to an array (a tied weight): a state may use any of them.
 * @throws RangeError that lists all that is missing, unexpected, no array, freed, misshaped, of another kind of number
 * or on a device that must be awaited; TypeError for what is no Map
 */
export function loadState(
  target: ReadonlyMap<string, NDArray>,
  aliases: ReadonlyMap<string, string>,
  state: ReadonlyMap<string, NDArray>,
  options: LoadStateDictOptions = {},
): LoadReport {
  const { strict = true } = checkOptions('loadStateDict', options, ['strict']);
  if (!(state instanceof Map))
    throw new TypeError(
      `Cannot load this state: found ${kindOf(state)}, wanted a Map from names to arrays, e.g. new Map(Object.entries(state))`,
    );
  const sources = new Map<string, NDArray>();
  const unexpected: string[] = [];
  for (const [name, source] of state) {
    const known = target.has(name) ? name : aliases.get(name);
    if (known === undefined) unexpected.push(name);
    else if (known === name || !state.has(known)) sources.set(known, source);
  }
  const missing = [...target.keys()].filter((name) => !sources.has(name));
  const complaints = [
    ...(strict && missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
    ...(strict && unexpected.length > 0 ? [`unexpected: ${unexpected.join(', ')}`] : []),
    ...misfits(target, sources),
  ];
  if (complaints.length > 0) throw new RangeError(`Cannot load this state:\n  ${complaints.join('\n  ')}`);
  copyAll(target, sources);
  return { missing, unexpected };
}

/** What does not fit, in one line for each reason. */
function misfits(target: ReadonlyMap<string, NDArray>, sources: ReadonlyMap<string, NDArray>): string[] {
  const [foreign, freed, shapes, kinds, far]: string[][] = [[], [], [], [], []];
  for (const [name, source] of sources) {
    const wanted = target.get(name)!;
    if (!(source instanceof NDArray)) foreign!.push(`${name}: found ${kindOf(source)}, wanted an NDArray`);
    else if (source.isDisposed) freed!.push(name);
    else {
      if (!same(source.shape, wanted.shape)) shapes!.push(`${name}: found [${source.shape}], wanted [${wanted.shape}]`);
      if (!fitsInto(source.dtype, wanted.dtype))
        kinds!.push(`${name}: found ${source.dtype}, wanted ${wanted.dtype}; convert it by astype`);
      if (source.device !== wanted.device && !source.device.readSync)
        far!.push(`${name}: on ${source.device.name}, wanted on ${wanted.device.name}; move it first: await x.to(cpu)`);
    }
  }
  const lines = { 'no arrays': foreign!, freed: freed!, misshaped: shapes!, 'other numbers': kinds!, elsewhere: far! };
  return Object.entries(lines).flatMap(([reason, names]) =>
    names.length > 0 ? [`${reason}: ${names.join('; ')}`] : [],
  );
}

/** Floats hold all kinds; whole numbers hold the same kind, and int32 also bytes. */
function fitsInto(found: DType, wanted: DType): boolean {
  return found === wanted || isFloat(wanted) || (found === 'uint8' && wanted === 'int32');
}

/** Sources that lie in the memory of a target are read before it is written. */
function copyAll(target: ReadonlyMap<string, NDArray>, sources: ReadonlyMap<string, NDArray>): void {
  const written = new Set([...sources.keys()].map((name) => target.get(name)!.storage));
  const read = new Map<string, NDArray>();
  for (const [name, source] of sources) {
    const own = source.storage === target.get(name)!.storage;
    if (!own && written.has(source.storage)) read.set(name, source.clone());
  }
  for (const [name, source] of sources) copyInto(target.get(name)!, read.get(name) ?? source);
  for (const copy of read.values()) copy.dispose();
}

/** Copies across host devices too. */
function copyInto(target: NDArray, source: NDArray): void {
  if (source.device === target.device) {
    target.assign(source);
    return;
  }
  using copy = fromData(source.toFlat(), source.shape, { dtype: source.dtype, device: target.device });
  target.assign(copy);
}

function same(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((d, i) => d === b[i]);
}
