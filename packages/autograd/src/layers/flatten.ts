import { checkOptions, normalizeAxis, type Shape, sizeOf } from '@zero-to-gpt/linalg';
import { Module } from '../modules/module.ts';
import type { Tensor } from '../tensor.ts';

/** Gives back what it gets: a place holder. */
export class Identity extends Module {
  override forward(x: Tensor): Tensor {
    return x;
  }
}

/** Which axes are taken together. */
export interface FlattenOptions {
  /** The first of them. `flatten`: default 0; `Flatten`: default 1, so that the batch stays. */
  startAxis?: number;
  /** The last of them. Default −1. */
  endAxis?: number;
}

/** Several axes as one: (2, 3, 4) → (24), or with `startAxis: 1` (2, 12). @throws RangeError where the end comes before the start */
export function flatten(x: Tensor, options: FlattenOptions = {}): Tensor {
  const { startAxis = 0, endAxis = -1 } = checkOptions('flatten', options, ['startAxis', 'endAxis']);
  if (x.ndim === 0) return x.reshape(1);
  const [start, end] = [normalizeAxis(startAxis, x.ndim), normalizeAxis(endAxis, x.ndim)];
  if (end < start)
    throw new RangeError(`Cannot flatten [${x.shape}] from axis ${startAxis} to ${endAxis}: the end comes first`);
  const { shape } = x;
  return x.reshape(...shape.slice(0, start), sizeOf(shape.slice(start, end + 1)), ...shape.slice(end + 1));
}

/** `flatten` as a layer, from images (B, C, H, W) to what `Linear` takes, (B, C·H·W). */
export class Flatten extends Module {
  readonly #options: FlattenOptions;
  /** All axes behind the first unless said otherwise. */
  constructor(options: FlattenOptions = {}) {
    const { startAxis = 1, endAxis = -1 } = checkOptions('Flatten', options, ['startAxis', 'endAxis']);
    super();
    this.#options = { startAxis, endAxis };
  }
  override forward(x: Tensor): Tensor {
    return flatten(x, this.#options);
  }
}

/** One axis as several: the opposite of `Flatten`. */
export class Unflatten extends Module {
  readonly #axis: number;
  readonly #shape: Shape;
  /** `shape` takes the place of the axis; one of its sizes may be −1. */
  constructor(axis: number, shape: Shape) {
    super();
    this.#axis = axis;
    this.#shape = shape;
  }
  /** @throws RangeError where the sizes do not multiply to the axis's */
  override forward(x: Tensor): Tensor {
    const at = normalizeAxis(this.#axis, x.ndim);
    const size = x.shape[at]!;
    const known = sizeOf(this.#shape.filter((d) => d !== -1));
    const open = this.#shape.filter((d) => d === -1).length;
    if (open > 1 || (open === 1 ? known === 0 || size % known !== 0 : known !== size))
      throw new RangeError(`Cannot unflatten axis ${this.#axis} of [${x.shape}] into [${this.#shape}]`);
    const shape = this.#shape.map((d) => (d === -1 ? size / known : d));
    return x.reshape(...x.shape.slice(0, at), ...shape, ...x.shape.slice(at + 1));
  }
}
