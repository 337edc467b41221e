import { fromData, type NDArray, type Shape } from '@zero-to-gpt/linalg';

/** How a state is loaded. */
export interface LoadStateDictOptions {
  /** Whether missing and unexpected entries are errors. Misshaped ones always are. Default true. */
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
 * @throws RangeError that lists every missing, unexpected and misshaped entry
 */
export function loadState(
  target: ReadonlyMap<string, NDArray>,
  aliases: ReadonlyMap<string, string>,
  state: ReadonlyMap<string, NDArray>,
  { strict = true }: LoadStateDictOptions = {},
): LoadReport {
  const sources = new Map<string, NDArray>();
  const unexpected: string[] = [];
  for (const [name, source] of state) {
    const known = target.has(name) ? name : aliases.get(name);
    if (known === undefined) unexpected.push(name);
    else if (known === name || !state.has(known)) sources.set(known, source);
  }
  const missing = [...target.keys()].filter((name) => !sources.has(name));
  const misshaped = [...sources].flatMap(([name, { shape }]) => {
    const wanted = target.get(name)!.shape;
    return same(shape, wanted) ? [] : [`${name}: found [${shape}], wanted [${wanted}]`];
  });
  const complaints = [
    ...(strict && missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
    ...(strict && unexpected.length > 0 ? [`unexpected: ${unexpected.join(', ')}`] : []),
    ...(misshaped.length > 0 ? [`misshaped: ${misshaped.join('; ')}`] : []),
  ];
  if (complaints.length > 0) throw new RangeError(`Cannot load this state:\n  ${complaints.join('\n  ')}`);
  for (const [name, source] of sources) copyInto(target.get(name)!, source);
  return { missing, unexpected };
}

/** Copies across host devices too. */
function copyInto(target: NDArray, source: NDArray): void {
  if (source.device === target.device) {
    target.assign(source);
    return;
  }
  if (!source.device.readSync)
    throw new TypeError(
      `Cannot load a state on ${source.device.name} into a module on ${target.device.name}: move it first, e.g. await x.to(cpu)`,
    );
  using copy = fromData(source.toFlat(), source.shape, { dtype: source.dtype, device: target.device });
  target.assign(copy);
}

function same(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((d, i) => d === b[i]);
}
