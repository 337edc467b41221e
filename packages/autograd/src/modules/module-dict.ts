import { type AnyModule, Module } from './module.ts';

/**
 * Modules by name. It has no `forward` of its own: the module that holds it calls them.
 *
 * @example
 * ```ts
 * import { Linear, ModuleDict, ReLU } from '@zero-to-gpt/autograd';
 *
 * const parts = new ModuleDict({ up: new Linear(2, 8), act: new ReLU(), down: new Linear(8, 2, { bias: false }) });
 * parts.get('up').weight.shape; // → [8, 2]
 * [...parts.stateDict().keys()]; // → ['up.weight', 'up.bias', 'down.weight']
 * ```
 */
export class ModuleDict<Items extends Record<string, AnyModule> = Record<string, Module>> extends Module<
  never[],
  never
> {
  readonly #items = new Map<string, AnyModule>();

  /** Holds the given modules. @throws RangeError for names that a state cannot have; TypeError for what is no module */
  constructor(items: Items) {
    super();
    for (const [name, item] of Object.entries(items)) {
      if (name === '' || name.includes('.') || name in this)
        throw new RangeError(
          `Cannot name a module '${name}' in a ModuleDict: ${name in this ? 'Module has a member of that name' : 'expected a name without dots'}`,
        );
      if (!(item instanceof Module))
        throw new TypeError(`Cannot hold ${typeof item} as '${name}' in a ModuleDict: expected a Module`);
      this.#items.set(name, item);
    }
    Object.assign(this, items); // fields: how modules find their parts
  }

  /** Number of modules. */
  get length(): number {
    return this.#items.size;
  }

  /** The module of a name. @throws RangeError where there is none, with the names there are */
  get<Name extends keyof Items & string>(name: Name): Items[Name] {
    const item = this.#items.get(name);
    if (!item)
      throw new RangeError(
        `Cannot get module '${name}' of a ModuleDict: it holds ${[...this.#items.keys()].join(', ')}`,
      );
    return item as Items[Name]; // the cast: the constructor put it there under this name
  }

  /** Whether there is a module of a name. */
  has(name: string): boolean {
    return this.#items.has(name);
  }

  /** Names and modules, in the order of the constructor's object. */
  [Symbol.iterator](): IterableIterator<[name: string, module: AnyModule]> {
    return this.#items[Symbol.iterator]();
  }

  /** @throws Error always: a dictionary does not say how its modules follow each other */
  override forward(): never {
    throw new Error('Cannot call forward of a ModuleDict: call its modules, e.g. parts.get(name).forward(x)');
  }
}
