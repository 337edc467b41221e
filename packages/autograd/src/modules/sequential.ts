import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';

/** A layer of `Sequential`: a module or a function. */
export type Layer = Module | ((x: Tensor) => Tensor);

/**
 * Layers one after the other. Its entries are named by position, as in PyTorch: `0.weight`, `2.weight`.
 *
 * @example
 * ```ts
 * import { Linear, relu, Sequential, tensor } from '@zero-to-gpt/autograd';
 *
 * const net = new Sequential(new Linear(2, 8), relu, new Linear(8, 1));
 * net.forward(tensor([[1, 2]])).shape; // → [1, 1]
 * [...net.stateDict().keys()]; // → ['0.weight', '0.bias', '2.weight', '2.bias']
 * ```
 */
export class Sequential extends Module {
  /** The layer at a position. */
  readonly [position: number]: Layer;
  readonly #layers: readonly Layer[];

  /** Runs the layers in the given order. */
  constructor(...layers: Layer[]) {
    super();
    this.#layers = layers;
    Object.assign(this, layers); // fields '0', '1', …: how modules find their parts
  }

  /** Number of layers. */
  get length(): number {
    return this.#layers.length;
  }

  /** Hands x through all layers. */
  override forward(x: Tensor): Tensor {
    let y = x;
    for (const layer of this.#layers) y = layer instanceof Module ? layer.forward(y) : layer(y);
    return y;
  }
}
