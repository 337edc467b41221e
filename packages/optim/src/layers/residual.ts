import { type Layer, Module, type Tensor } from '@zero-to-gpt/autograd';
import { checkOptions } from '@zero-to-gpt/linalg';

/** Options of `Residual`. */
export interface ResidualOptions {
  /** What x goes through on its way around the layer, where the layer changes the shape. Default: nothing. */
  readonly shortcut?: Layer;
}

/**
 * x + layer(x): the layer learns what to change, and gradients have a way around it. Source: He et al. 2015.
 *
 * @example
 * ```ts
 * import { tensor } from '@zero-to-gpt/autograd';
 * import { Residual } from '@zero-to-gpt/optim';
 *
 * const block = new Residual((x) => x.mul(0.5));
 * block.forward(tensor([2, 4])).value.toArray(); // → [3, 6]
 * ```
 */
export class Residual extends Module {
  /** What learns the change. */
  readonly layer: Layer;
  /** The way around it; null is x itself. */
  readonly shortcut: Layer | null;

  /** Wraps a module or a function. */
  constructor(layer: Layer, options: ResidualOptions = {}) {
    const { shortcut } = checkOptions('Residual', options, ['shortcut']);
    super();
    this.layer = layer;
    this.shortcut = shortcut ?? null;
  }

  /** x and what the layer makes of it, added. @throws RangeError where the two ways end in different shapes */
  override forward(x: Tensor): Tensor {
    const around = this.shortcut ? through(this.shortcut, x) : x;
    const change = through(this.layer, x);
    if (`${around.shape}` !== `${change.shape}`)
      throw new RangeError(
        `Cannot add the layer's [${change.shape}] to [${around.shape}]: give Residual a shortcut that makes the same shape`,
      );
    return around.add(change);
  }
}

function through(layer: Layer, x: Tensor): Tensor {
  return layer instanceof Module ? layer.forward(x) : layer(x);
}
