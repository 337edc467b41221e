import type { Layer, Parameter } from '@zero-to-gpt/dense';
import { type NDArray, sizeOf } from '@zero-to-gpt/linalg';
import { Saved } from '../saved.ts';

const none: readonly Parameter[] = [];

/** All axes behind the first as one: (B, …) → (B, n), from images to what `Dense` takes. Backward: the shape again. */
export class Flatten implements Layer {
  readonly parameters: readonly Parameter[] = none;
  readonly #saved = new Saved<{ x: NDArray }>('Flatten');

  /** @throws RangeError for an empty batch */
  forward(x: NDArray): NDArray {
    if (x.ndim === 0 || sizeOf(x.shape) === 0) throw new RangeError(`Cannot flatten [${x.shape}]: the batch is empty`);
    return this.#saved.keep({ x }, x.reshape(x.shape[0]!, -1));
  }
  backward(dy: NDArray): NDArray {
    return this.#saved.backward(dy, ({ x }) => dy.reshape(...x.shape));
  }
  [Symbol.dispose](): void {
    this.#saved[Symbol.dispose]();
  }
}
