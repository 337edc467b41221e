import { type NDArray, tidy } from '@zero-to-gpt/linalg';
import type { Layer, Parameter } from './layer.ts';

/**
 * Layers one after the other; backward goes through them in the opposite order.
 *
 * @example
 * ```ts
 * import { array, Random } from '@zero-to-gpt/linalg';
 * import { Dense, ReLU, Sequential } from '@zero-to-gpt/dense';
 *
 * const random = new Random(1);
 * const model = new Sequential(new Dense(2, 8, { random }), new ReLU(), new Dense(8, 1, { random }));
 * model.forward(array([[0, 1], [1, 1]])).shape; // → [2, 1]
 * ```
 */
export class Sequential implements Layer {
  /** The layers, from the input to the result. */
  readonly layers: readonly Layer[];

  /** @throws RangeError without a layer, TypeError for what is no layer */
  constructor(...layers: Layer[]) {
    if (layers.length === 0) throw new RangeError('Cannot make Sequential(): expected one layer or more');
    layers.forEach((layer, i) => {
      if (typeof (layer as Partial<Layer> | undefined)?.backward !== 'function')
        throw new TypeError(`Cannot make Sequential: part ${i} is ${String(layer)}, expected a layer`);
    });
    this.layers = layers;
  }

  /** All parameters, from the first layer to the last. */
  get parameters(): readonly Parameter[] {
    return this.layers.flatMap((layer) => layer.parameters);
  }

  /** @throws RangeError that names the layer which its input does not fit */
  forward(x: NDArray): NDArray {
    return tidy(() => this.layers.reduce((y, layer, i) => named(i, () => layer.forward(y)), x));
  }
  backward(dy: NDArray): NDArray {
    return tidy(() => this.layers.reduceRight((slope, layer, i) => named(i, () => layer.backward(slope)), dy));
  }
  [Symbol.dispose](): void {
    for (const layer of this.layers) layer[Symbol.dispose]();
  }
}

/** Says in errors which layer it was. */
function named(i: number, pass: () => NDArray): NDArray {
  try {
    return pass();
  } catch (error) {
    if (error instanceof RangeError) error.message = `Layer ${i}: ${error.message}`;
    throw error;
  }
}
