import { checkOptions, empty, type NDArray, sizeOf, zeros } from '@zero-to-gpt/linalg';
import { type Init, type InitOptions, uniform } from './init.ts';
import { type Layer, Parameter } from './layer.ts';
import { Saved } from './saved.ts';

/** Options of `Dense`. */
export interface DenseOptions extends InitOptions {
  /** Adds a number to each output. Default true. */
  bias?: boolean;
  /** Draws the weights. Default `init.uniform`; the bias is then drawn alike, else it starts from zeros. */
  init?: Init;
}

/**
 * A dense (fully connected) layer: y = x·wᵀ + b, with x (…, in), w (out, in), b (out).
 * Backward: dw = dyᵀ·x, db = Σ rows of dy, dx = dy·w.
 *
 * @example
 * ```ts
 * import { array, Random } from '@zero-to-gpt/linalg';
 * import { Dense } from '@zero-to-gpt/dense';
 *
 * const layer = new Dense(3, 2, { random: new Random(1) });
 * layer.forward(array([[1, 2, 3]])).shape; // → [1, 2]
 * layer.backward(array([[1, 0]])).shape; // → [1, 3]
 * ```
 */
export class Dense implements Layer {
  /** (out, in). */
  readonly weight: Parameter;
  /** (out), or null. */
  readonly bias: Parameter | null;
  readonly #saved = new Saved<{ x: NDArray }>('Dense');

  /** @throws RangeError unless both are whole numbers of at least 1 */
  constructor(inputs: number, outputs: number, given: DenseOptions = {}) {
    const {
      bias = true,
      init,
      ...options
    } = checkOptions('Dense', given, ['bias', 'init', 'random', 'dtype', 'device']);
    for (const n of [inputs, outputs])
      if (!Number.isInteger(n) || n < 1)
        throw new RangeError(`Cannot make Dense(${inputs}, ${outputs}): expected whole numbers of at least 1`);
    this.weight = new Parameter('weight', (init ?? uniform)([outputs, inputs], options));
    if (!bias) this.bias = null;
    else {
      const { random: _, ...like } = options;
      const bound = 1 / Math.sqrt(inputs);
      const drawn = init ? zeros([outputs], like) : uniform([outputs, 1], { bound, ...options }).reshape(outputs);
      this.bias = new Parameter('bias', drawn);
    }
  }

  /** Numbers a sample must have. */
  get inputs(): number {
    return this.weight.value.shape[1]!;
  }
  /** Numbers it gives. */
  get outputs(): number {
    return this.weight.value.shape[0]!;
  }
  get parameters(): readonly Parameter[] {
    return this.bias ? [this.weight, this.bias] : [this.weight];
  }

  forward(x: NDArray): NDArray {
    const w = this.weight.value;
    if (x.shape.at(-1) !== this.inputs)
      throw new RangeError(
        `Cannot go through Dense(${this.inputs}, ${this.outputs}): x is [${x.shape}], expected [samples, ${this.inputs}]`,
      );
    const y = empty([...x.shape.slice(0, -1), this.outputs], { dtype: x.dtype, device: x.device });
    const b = this.bias?.value ?? null;
    if (x.device.kernels.linear?.(x, w, b, null, y)) return this.#saved.keep({ x }, y);
    y.dispose();
    const product = x.matmul(w.mT);
    return this.#saved.keep({ x }, b ? product.add(b) : product);
  }

  backward(dy: NDArray): NDArray {
    return this.#saved.backward(dy, ({ x }) => {
      const w = this.weight.value;
      const like = { dtype: x.dtype, device: x.device };
      const [dx, dw] = [empty(x.shape, like), empty(w.shape, like)];
      const db = this.bias ? empty([this.outputs], like) : null;
      if (x.device.kernels.linearBackward?.(dy.contiguous(), x, w, dx, dw, db)) {
        this.weight.accumulate(dw);
        if (db) this.bias?.accumulate(db);
        return dx;
      }
      const [rowsOfDy, rowsOfX] = [rows(dy), rows(x)];
      this.weight.accumulate(rowsOfDy.mT.matmul(rowsOfX));
      this.bias?.accumulate(rowsOfDy.sum({ axis: 0 }));
      return dy.matmul(w);
    });
  }

  [Symbol.dispose](): void {
    this.#saved[Symbol.dispose]();
    for (const parameter of this.parameters) parameter[Symbol.dispose]();
  }
}

/** All leading axes as one. */
function rows(x: NDArray): NDArray {
  return x.reshape(sizeOf(x.shape.slice(0, -1)), x.shape.at(-1)!);
}
