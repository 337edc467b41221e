import { emptyLike, logSumExp, type NDArray, softmax, tidy } from '@zero-to-gpt/linalg';
import type { Layer, Parameter } from './layer.ts';
import { Saved } from './saved.ts';

const none: readonly Parameter[] = [];

/**
 * eˣ/Σeˣ over the last axis: scores become probabilities. Backward: y·(dy − Σ dy·y).
 * To learn by, leave it out and give the scores to `crossEntropyLoss`, which is exact where softmax rounds to 0.
 */
export class Softmax implements Layer {
  readonly parameters: readonly Parameter[] = none;
  readonly #saved = new Saved<{ y: NDArray }>('Softmax');

  forward(x: NDArray): NDArray {
    const y = softmax(x);
    return this.#saved.keep({ y }, y);
  }
  backward(dy: NDArray): NDArray {
    return this.#saved.backward(dy, ({ y }) => {
      const dx = emptyLike(y);
      if (y.device.kernels.softmaxBackward?.(dy.contiguous(), y, dx)) return dx;
      return y.mul(dy.sub(dy.mul(y).sum({ axis: -1, keepdims: true })));
    });
  }
  [Symbol.dispose](): void {
    this.#saved[Symbol.dispose]();
  }
}

/** x − ln Σeˣ over the last axis: logarithms of softmax's probabilities, for `nllLoss`. Backward: dy − eʸ · Σ dy. */
export class LogSoftmax implements Layer {
  readonly parameters: readonly Parameter[] = none;
  readonly #saved = new Saved<{ y: NDArray }>('LogSoftmax');

  forward(x: NDArray): NDArray {
    const y = logSoftmax(x);
    return this.#saved.keep({ y }, y);
  }
  backward(dy: NDArray): NDArray {
    return this.#saved.backward(dy, ({ y }) => dy.sub(y.exp().mul(dy.sum({ axis: -1, keepdims: true }))));
  }
  [Symbol.dispose](): void {
    this.#saved[Symbol.dispose]();
  }
}

/** x − ln Σeˣ over the last axis, with the largest taken away first: large scores would hide the digits of the rest. */
export function logSoftmax(x: NDArray): NDArray {
  return tidy(() => {
    const shifted = x.sub(x.max({ axis: -1, keepdims: true }));
    return shifted.sub(logSumExp(shifted, { axis: -1, keepdims: true }));
  });
}
