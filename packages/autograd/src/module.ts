import { type Device, NDArray } from '@zero-to-gpt/linalg';
import { Parameter } from './parameter.ts';
import { type LoadReport, type LoadStateDictOptions, loadState } from './state-dict.ts';
import type { Tensor } from './tensor.ts';

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

  /** Every array among the fields. */
  buffers(): NDArray[] {
    return [...new Set([...entries(this)].map(({ value }) => value).filter((value) => value instanceof NDArray))];
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

  /** Puts this module and all below into training mode. */
  train(): this {
    return this.#setTraining(true);
  }

  /** Puts this module and all below into evaluation mode. */
  eval(): this {
    return this.#setTraining(false);
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
    for (const { owner, key, value } of entries(this)) {
      const array = moved.get(value instanceof Parameter ? value.value : value);
      if (!array) continue;
      if (value instanceof Parameter) value.variable.replace(array);
      else owner[key] = array;
    }
    for (const old of moved.keys()) old.dispose();
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

  #setTraining(training: boolean): this {
    for (const module of this.modules()) module.training = training;
    return this;
  }
}

/** Number of numbers that training changes; tied weights count once. */
export function parameterCount(module: AnyModule): number {
  return module.parameters().reduce((sum, { size }) => sum + size, 0);
}

/** Something that a module holds, and where. */
interface Field<Value> {
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
function* fields(holder: object, prefix = ''): Generator<Field<unknown>> {
  const owner = holder as Record<string, unknown>; // any object may be looked at by its keys
  for (const [key, value] of Object.entries(owner)) {
    if (Array.isArray(value)) yield* fields(value, `${prefix}${key}.`);
    else yield { name: prefix + key, owner, key, value };
  }
}

/** Each array under its first path, and the further paths that lead to it. */
function collect(module: AnyModule): { state: Map<string, NDArray>; aliases: Map<string, string> } {
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
