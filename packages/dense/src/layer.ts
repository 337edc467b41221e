import { emptyLike, type NDArray, unscoped } from '@zero-to-gpt/linalg';

/** One step of a network, forward and back. Layers are used one batch at a time: forward, then backward. */
export interface Layer extends Disposable {
  /** The result for a batch. Keeps what `backward` will need, until then or until the next `forward`. */
  forward(x: NDArray): NDArray;
  /**
   * dL/dx, given dL/dy of the result of the last `forward`. Adds dL/dw of each parameter to its `grad`.
   * @throws Error without a `forward` before it, RangeError where dy has not the result's shape
   */
  backward(dy: NDArray): NDArray;
  /** What the layer learns. */
  readonly parameters: readonly Parameter[];
  /** Frees the parameters, and what was kept for `backward`. */
  [Symbol.dispose](): void;
}

/** Numbers that a layer learns, and the slope of the loss in each. Both live outside all scopes. */
export class Parameter implements Disposable {
  /** What it is in its layer, such as `weight`. */
  readonly name: string;
  /** The numbers, changed in place by training. */
  readonly value: NDArray;
  #grad: NDArray | null = null;
  /** Whether `grad` stands for zeros, whatever its memory holds. */
  #empty = true;

  /** Takes `value` over: the parameter frees it. */
  constructor(name: string, value: NDArray) {
    this.name = name;
    this.value = unscoped(() => value.view());
    value.dispose();
  }

  /** Sum of the slopes since the last `zeroGrad`, in the value's shape. Belongs to the parameter. */
  get grad(): NDArray {
    this.#grad ??= unscoped(() => emptyLike(this.value));
    if (this.#empty) this.#grad.fill(0);
    this.#empty = false;
    return this.#grad;
  }

  /** Adds slopes. @throws RangeError for another shape */
  accumulate(slopes: NDArray): void {
    if (`${slopes.shape}` !== `${this.value.shape}`)
      throw new RangeError(`Cannot add slopes [${slopes.shape}] to ${this.name}: expected [${this.value.shape}]`);
    this.#grad ??= unscoped(() => emptyLike(this.value));
    if (this.#empty) this.#grad.assign(slopes);
    else this.value.device.binary('add', this.#grad, slopes, this.#grad);
    this.#empty = false;
  }

  /** Forgets the slopes. */
  zeroGrad(): void {
    this.#empty = true;
  }

  /** Frees value and slopes. */
  [Symbol.dispose](): void {
    this.value.dispose();
    this.#grad?.dispose();
  }
}
