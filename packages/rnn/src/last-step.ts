import type { Layer, Parameter } from '@zero-to-gpt/dense';
import { type NDArray, zeros } from '@zero-to-gpt/linalg';

const none: readonly Parameter[] = [];

/** The last step of a sequence: (B, T, H) → (B, H), for one answer a sequence. Backward: dy at that step, else 0. */
export class LastStep implements Layer {
  readonly parameters: readonly Parameter[] = none;
  #shape: readonly [number, number, number] | null = null;

  forward(x: NDArray): NDArray {
    if (x.ndim !== 3 || x.shape[1] === 0)
      throw new RangeError(`Cannot take the last step of [${x.shape}]: expected [batch, time, values]`);
    this.#shape = x.shape as readonly [number, number, number];
    return x.slice({}, -1).contiguous();
  }
  backward(dy: NDArray): NDArray {
    if (!this.#shape)
      throw new Error('Cannot go backward through LastStep: call forward first, once for each backward');
    const [B, T, H] = this.#shape;
    if (`${dy.shape}` !== `${[B, H]}`)
      throw new RangeError(
        `Cannot go backward through LastStep: dy is [${dy.shape}], expected the result's shape [${B},${H}]`,
      );
    const dx = zeros([B, T, H], { dtype: dy.dtype, device: dy.device });
    const last = dx.slice({}, -1);
    last.assign(dy);
    last.dispose();
    this.#shape = null;
    return dx;
  }
  /** Forgets the shape of the last sequences. */
  [Symbol.dispose](): void {
    this.#shape = null;
  }
}
