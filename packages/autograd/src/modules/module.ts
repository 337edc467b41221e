import { checkOptions, type Device, isFloat, NDArray, unscoped } from '@zero-to-gpt/linalg';
import type { Tensor } from '../tensor.ts';
import { Parameter } from './parameter.ts';
import { type LoadReport, type LoadStateDictOptions, loadState } from './state-dict.ts';

/** A module of any inputs and output. */
export type AnyModule = Module<never[], unknown>;

/**
 * A part of a model: whatever a subclass keeps in public fields. Parameters, arrays (buffers: saved and moved, not
 * trained), modules, and lists of them are found by name; the name of an entry is its path of fields, with dots
 * (`h.0.attn.weight`). What a `#private` field holds is nobody's but the module's.
 *
 * @example
 * ```ts
 * import { Linear, Module, type Tensor } from '@zero-to-gpt/autograd';
 *
 * class MLP extends Module {
 *   readonly layers = [new Linear(2, 3), new Linear(3, 1)];
 *   forward(x: Tensor): Tensor {
 *     return this.layers[1]!.forward(this.layers[0]!.forward(x).relu());
 *   }
 * }
 * [...new MLP().stateDict().keys()]; // → ['layers.0.weight', 'layers.0.bias', 'layers.1.weight', 'layers.1.bias']
 * ```
 */
export abstract class Module<Input extends unknown[] = [Tensor], Output = Tensor> implements Disposable {
  /** Whether layers that differ in training (dropout, batch norm) behave so; set by `train` and `eval`. */
  training = true;

  /** Computes the output. */
  abstract forward(...input: Input): Output;

  /** Every parameter once, in the order of the fields. */
  parameters(): Parameter[] {
    return [...this.namedParameters()].map(([, parameter]) => parameter);
  }

  /** Every parameter once, under its first path: a tied weight is one parameter. */
  *namedParameters(): IterableIterator<[name: string, parameter: Parameter]> {
    const seen = new Set<Parameter>();
    for (const { name, value } of entries(this)) {
      if (!(value instanceof Parameter) || seen.has(value)) continue;
      seen.add(value);
      yield [name, value];
    }
  }

  /** Every array among the fields once, in their order. */
  buffers(): NDArray[] {
    return [...this.namedBuffers()].map(([, buffer]) => buffer);
  }

  /** Every array among the fields once, under its first path. */
  *namedBuffers(): IterableIterator<[name: string, buffer: NDArray]> {
    const seen = new Set<NDArray>();
    for (const { name, value } of entries(this)) {
      if (!(value instanceof NDArray) || seen.has(value)) continue;
      seen.add(value);
      yield [name, value];
    }
  }

  /** The modules among the fields, and in lists of them. */
  *children(): IterableIterator<[name: string, module: AnyModule]> {
    for (const { name, value } of fields(this)) if (value instanceof Module) yield [name, value];
  }

  /** This module and all below it, each once. */
  *modules(): IterableIterator<AnyModule> {
    const seen = new Set<AnyModule>([this]);
    for (const module of seen) {
      yield module;
      for (const [, child] of module.children()) seen.add(child);
    }
  }

  /** This module (under the name '') and all below it, each once under its first path, a part right behind its whole. */
  *namedModules(): IterableIterator<[name: string, module: AnyModule]> {
    yield* below(this, '', new Set());
  }

  /** Calls `f` with every module below this one and then with this one, e.g. to draw first weights. */
  apply(f: (module: AnyModule) => void): this {
    for (const module of [...this.modules()].reverse()) f(module);
    return this;
  }

  /** Puts this module and all below into training mode. */
  train(): this {
    return this.#setTraining(true);
  }

  /** Puts this module and all below into evaluation mode. */
  eval(): this {
    return this.#setTraining(false);
  }

  /** Keeps every parameter as it is: no gradient flows to it, and the one it has is emptied. Parts may be frozen alone. */
  freeze(): this {
    for (const parameter of this.parameters()) {
      parameter.requiresGrad = false;
      parameter.zeroGrad();
    }
    return this;
  }

  /** Lets every parameter learn again. */
  unfreeze(): this {
    for (const parameter of this.parameters()) parameter.requiresGrad = true;
    return this;
  }

  /** Empties the gradient of every parameter. */
  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.zeroGrad();
  }

  /**
   * Moves parameters and buffers to a device; gradients are dropped. All are copied before the first is replaced.
   * Optimizers are made afterwards, as their state lies where the parameters lie.
   */
  async to(device: Device): Promise<this> {
    const moved = new Map<NDArray, NDArray>();
    try {
      for (const { value } of entries(this)) {
        const array = value instanceof Parameter ? value.value : value;
        if (array.device !== device && !moved.has(array)) moved.set(array, await array.to(device));
      }
    } catch (error) {
      for (const array of moved.values()) array.dispose();
      throw error;
    }
    this.#replace(moved);
    return this;
  }

  /**
   * Converts parameters and buffers of floats to float32 or float64; whole numbers stay. Gradients are dropped.
   * Optimizers are made afterwards.
   * @throws TypeError for whole numbers as the wanted dtype
   */
  astype(dtype: 'float32' | 'float64'): this {
    if (!isFloat(dtype)) throw new TypeError(`Cannot convert a module to ${dtype}: expected float32 or float64`);
    const converted = new Map<NDArray, NDArray>();
    for (const { value } of entries(this)) {
      const array = value instanceof Parameter ? value.value : value;
      if (isFloat(array.dtype) && array.dtype !== dtype && !converted.has(array))
        converted.set(
          array,
          unscoped(() => array.astype(dtype)),
        );
    }
    this.#replace(converted);
    return this;
  }

  /** Parameters and buffers by name: the arrays themselves, not copies. */
  stateDict(): Map<string, NDArray> {
    const { state } = collect(this);
    return state;
  }

  /**
   * Copies a state into parameters and buffers, converting dtypes. Nothing is changed unless everything fits.
   * @throws RangeError that lists every missing, unexpected and misshaped entry
   */
  loadStateDict(state: ReadonlyMap<string, NDArray>, options: LoadStateDictOptions = {}): LoadReport {
    const own = collect(this);
    return loadState(own.state, own.aliases, state, options);
  }

  /** Frees parameters, their gradients, and buffers. */
  dispose(): void {
    for (const { value } of entries(this)) value.dispose();
  }

  /** As `dispose`. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Puts new arrays into the places of old ones, which are freed. */
  #replace(arrays: ReadonlyMap<NDArray, NDArray>): void {
    for (const { owner, key, value } of entries(this)) {
      const array = arrays.get(value instanceof Parameter ? value.value : value);
      if (!array) continue;
      if (value instanceof Parameter) value.variable.replace(array);
      else owner[key] = array;
    }
    for (const old of arrays.keys()) old.dispose();
  }

  #setTraining(training: boolean): this {
    for (const module of this.modules()) module.training = training;
    return this;
  }
}

/** What `parameterCount` counts. */
export interface ParameterCountOptions {
  /** Leaves out parameters that are frozen. Default false. */
  trainable?: boolean;
}

/** Number of numbers in the parameters; tied weights count once. */
export function parameterCount(module: AnyModule, options: ParameterCountOptions = {}): number {
  const { trainable = false } = checkOptions('parameterCount', options, ['trainable']);
  const counted = module.parameters().filter(({ requiresGrad }) => requiresGrad || !trainable);
  return counted.reduce((sum, { size }) => sum + size, 0);
}

function* below(module: AnyModule, name: string, seen: Set<AnyModule>): Generator<[string, AnyModule]> {
  if (seen.has(module)) return;
  seen.add(module);
  yield [name, module];
  for (const [key, child] of module.children()) yield* below(child, name ? `${name}.${key}` : key, seen);
}

/** Something that a module holds, and where. */
export interface Field<Value> {
  readonly name: string;
  readonly owner: Record<string, unknown>;
  readonly key: string;
  readonly value: Value;
}

/** Parameters and buffers of a module and all below it, under every path that leads there. */
function* entries(
  module: AnyModule,
  prefix = '',
  above: readonly AnyModule[] = [],
): Generator<Field<Parameter | NDArray>> {
  for (const field of fields(module)) {
    const { value } = field;
    const name = prefix + field.name;
    if (value instanceof Parameter || value instanceof NDArray) yield { ...field, name, value };
    else if (value instanceof Module && value !== module && !above.includes(value))
      yield* entries(value, `${name}.`, [...above, module]); // a child may point back to its parent
  }
}

/** The public fields of a module, lists opened. */
export function* fields(holder: object, prefix = ''): Generator<Field<unknown>> {
  const owner = holder as Record<string, unknown>; // any object may be looked at by its keys
  for (const [key, value] of Object.entries(owner)) {
    if (Array.isArray(value)) yield* fields(value, `${prefix}${key}.`);
    else yield { name: prefix + key, owner, key, value };
  }
}

/** Each array under its first path, and the further paths that lead to it. */
export function collect(module: AnyModule): { state: Map<string, NDArray>; aliases: Map<string, string> } {
  const state = new Map<string, NDArray>();
  const aliases = new Map<string, string>();
  const first = new Map<NDArray, string>();
  for (const { name, value } of entries(module)) {
    const array = value instanceof Parameter ? value.value : value;
    const known = first.get(array);
    if (known !== undefined) aliases.set(name, known);
    else {
      first.set(array, name);
      state.set(name, array);
    }
  }
  return { state, aliases };
}
