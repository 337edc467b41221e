import { type AnyModule, Module } from './module.ts';

/**
 * Modules in a row, named by position. It has no `forward` of its own: the module that holds it calls them. A plain
 * array in a field does the same; this is PyTorch's name for it.
 *
 * @example
 * ```ts
 * import { Linear, ModuleList } from '@zero-to-gpt/autograd';
 *
 * const layers = new ModuleList([new Linear(2, 3), new Linear(3, 1)]);
 * layers.length; // → 2
 * [...layers.stateDict().keys()]; // → ['0.weight', '0.bias', '1.weight', '1.bias']
 * ```
 */
export class ModuleList<Item extends AnyModule = Module> extends Module<never[], never> implements Iterable<Item> {
  /** The module at a position. */
  readonly [position: number]: Item;
  readonly #items: Item[] = [];

  /** Holds the given modules. */
  constructor(items: Iterable<Item> = []) {
    super();
    for (const item of items) this.append(item);
  }

  /** Number of modules. */
  get length(): number {
    return this.#items.length;
  }

  /** The module at a position; negative ones count from the end. @throws RangeError outside the list */
  at(position: number): Item {
    const item = this.#items.at(position);
    if (!item || !Number.isInteger(position))
      throw new RangeError(`Cannot get module ${position} of a ModuleList of ${this.length}`);
    return item;
  }

  /** Adds a module behind the others. @throws TypeError for anything else */
  append(item: Item): this {
    if (!(item instanceof Module))
      throw new TypeError(`Cannot append ${typeof item} to a ModuleList: expected a Module`);
    Object.assign(this, { [this.#items.length]: item }); // fields '0', '1', …: how modules find their parts
    this.#items.push(item);
    return this;
  }

  /** The modules in order. */
  [Symbol.iterator](): IterableIterator<Item> {
    return this.#items[Symbol.iterator]();
  }

  /** @throws Error always: a list does not say how its modules follow each other */
  override forward(): never {
    throw new Error('Cannot call forward of a ModuleList: call its modules, or use Sequential');
  }
}
