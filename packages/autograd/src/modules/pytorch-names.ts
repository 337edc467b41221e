import { checkOptions, type NDArray } from '@zero-to-gpt/linalg';
import { type AnyModule, collect, Module } from './module.ts';

/**
 * A state under the names that the same module has in PyTorch: `attn.keyWeight` becomes `attn.key_weight`,
 * `lstm.weightIhL0` becomes `lstm.weight_ih_l0`. Of a module, a tied weight stands there under all its names, as PyTorch
 * saves it. The arrays are the same, not copies.
 *
 * @example
 * ```ts
 * import { GRU, toPyTorch } from '@zero-to-gpt/autograd';
 *
 * [...toPyTorch(new GRU(2, 3)).keys()]; // → ['weight_ih_l0', 'weight_hh_l0', 'bias_ih_l0', 'bias_hh_l0']
 * ```
 * @throws RangeError where two entries would get one name
 */
export function toPyTorch(source: AnyModule | ReadonlyMap<string, NDArray>): Map<string, NDArray> {
  return renamed(source instanceof Module ? everyName(source) : source, snakeCase);
}

/**
 * A state of PyTorch under our names, for `loadStateDict`: `attn.key_weight` becomes `attn.keyWeight`. Drops the prefix
 * of compiled models (`_orig_mod.`) and of parallel ones (`module.`). With a `module`, an entry also finds its name where
 * PyTorch's differs in more than its underscores (`ln_1` for `ln1` or `LN1`).
 * @throws RangeError where two entries would get one name
 */
export function fromPyTorch(
  state: ReadonlyMap<string, NDArray>,
  options: { module?: AnyModule } = {},
): Map<string, NDArray> {
  const { module } = checkOptions('fromPyTorch', options, ['module']);
  const own = new Map(module ? [...everyName(module).keys()].map((name) => [plain(name), name]) : []);
  return renamed(state, (name) => {
    const bare = name.replace(/^(_orig_mod\.|module\.)+/, '');
    return own.get(plain(bare)) ?? camelCase(bare);
  });
}

function everyName(module: AnyModule): Map<string, NDArray> {
  const { state, aliases } = collect(module);
  return new Map([...state, ...[...aliases].map(([name, first]) => [name, state.get(first)!] as const)]);
}

function renamed(state: ReadonlyMap<string, NDArray>, rename: (name: string) => string): Map<string, NDArray> {
  const from = new Map<string, string>();
  const named = new Map<string, NDArray>();
  for (const [name, value] of state) {
    const wanted = rename(name);
    if (named.has(wanted))
      throw new RangeError(`Cannot rename a state: both ${from.get(wanted)} and ${name} become ${wanted}`);
    from.set(wanted, name);
    named.set(wanted, value);
  }
  return named;
}

function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

function camelCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** What is left of a name where its writing does not count. */
function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
