import { type Init, type InitOptions, init as inits, type Layer, Parameter } from '@zero-to-gpt/dense';
import { checkOptions, type NDArray, tidy, type Window2d, zeros } from '@zero-to-gpt/linalg';
import { Saved } from '../saved.ts';
import { columnsOf, pixelsOf } from './im2col.ts';
import { type Pair, planeOf, type WindowOptions, windowCount, windowOf } from './window.ts';

/** Options of `Conv2d`. */
export interface Conv2dOptions extends WindowOptions, InitOptions {
  /** Adds a number to each output channel. Default true. */
  bias?: boolean;
  /** Draws the weights. Default: uniform within ±1/√fanIn, PyTorch's; the bias is then drawn alike, else it starts from zeros. */
  init?: Init;
}

/**
 * A convolution: small filters slide over images. x (B, in, H, W), weight (out, in, kh, kw), bias (out), result
 * (B, out, Ho, Wo) with Ho = ⌊(H + 2·padding − dilation·(kh − 1) − 1)/stride⌋ + 1. By im2col it is one matrix product.
 *
 * @example
 * ```ts
 * import { ones } from '@zero-to-gpt/linalg';
 * import { Conv2d } from '@zero-to-gpt/dense/conv';
 *
 * new Conv2d(1, 4, 3, { padding: 1 }).forward(ones([2, 1, 8, 8])).shape; // → [2, 4, 8, 8]
 * ```
 */
export class Conv2d implements Layer {
  /** (out, in, kh, kw). */
  readonly weight: Parameter;
  /** (out), or null. */
  readonly bias: Parameter | null;
  readonly #window: Window2d;
  readonly #saved = new Saved<{ columns: NDArray; x: NDArray }>('Conv2d');

  /** @throws RangeError for channels and windows that cannot be */
  constructor(inChannels: number, outChannels: number, kernel: Pair, given: Conv2dOptions = {}) {
    const {
      bias = true,
      init,
      stride = 1,
      padding = 0,
      dilation = 1,
      ...options
    } = checkOptions('Conv2d', given, ['bias', 'init', 'stride', 'padding', 'dilation', 'random', 'dtype', 'device']);
    for (const n of [inChannels, outChannels])
      if (!Number.isInteger(n) || n < 1)
        throw new RangeError(
          `Cannot make Conv2d(${inChannels}, ${outChannels}): expected whole numbers of channels, at least 1`,
        );
    this.#window = windowOf(kernel, { stride, padding, dilation });
    const [kh, kw] = this.#window.kernel;
    this.weight = new Parameter('weight', (init ?? inits.uniform)([outChannels, inChannels, kh, kw], options));
    if (!bias) this.bias = null;
    else {
      const { random: _, dtype = 'float32', device } = options;
      const bound = 1 / Math.sqrt(inChannels * kh * kw);
      const drawn = init
        ? zeros([outChannels], { dtype, ...(device && { device }) })
        : inits.uniform([outChannels, 1], { bound, ...options }).reshape(outChannels);
      this.bias = new Parameter('bias', drawn);
    }
  }

  get parameters(): readonly Parameter[] {
    return this.bias ? [this.weight, this.bias] : [this.weight];
  }

  forward(x: NDArray): NDArray {
    const [O, C] = this.weight.value.shape as [number, number];
    const plane = planeOf('convolve', x.shape);
    if (x.shape[1] !== C)
      throw new RangeError(`Cannot convolve [${x.shape}]: expected ${C} channels, [batch, ${C}, height, width]`);
    const [rows, columns] = windowCount(plane, this.#window);
    return tidy(() => {
      const windows = columnsOf(x, this.#window); // (B, Ho·Wo, C·kh·kw)
      const product = this.#filters().matmul(windows.mT); // (B, O, Ho·Wo)
      const y = this.bias ? product.add(this.bias.value.unsqueeze(1)) : product;
      return this.#saved.keep({ columns: windows, x }, y.reshape(x.shape[0]!, O, rows, columns));
    });
  }

  backward(dy: NDArray): NDArray {
    return this.#saved.backward(dy, ({ columns, x }) => {
      const [B, O] = dy.shape as [number, number];
      const slopes = dy.reshape(B, O, columns.shape[1]!); // (B, O, Ho·Wo)
      const dw = slopes.matmul(columns).sum({ axis: 0 }); // (O, C·kh·kw)
      this.weight.accumulate(dw.reshape(...this.weight.value.shape));
      this.bias?.accumulate(slopes.sum({ axis: [0, 2] }));
      return pixelsOf(slopes.mT.matmul(this.#filters()), x.shape, this.#window);
    });
  }

  [Symbol.dispose](): void {
    this.#saved[Symbol.dispose]();
    for (const parameter of this.parameters) parameter[Symbol.dispose]();
  }

  /** The weights as a matrix (out, in·kh·kw). */
  #filters(): NDArray {
    return this.weight.value.reshape(this.weight.value.shape[0]!, -1);
  }
}
