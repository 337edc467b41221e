import type { Layer, Parameter } from '@zero-to-gpt/dense';
import { arange, checkOptions, empty, type NDArray, stack, tidy, type Window2d, zeros } from '@zero-to-gpt/linalg';
import { Saved } from '../saved.ts';
import { shifted } from './im2col.ts';
import { checkSight, type Pair, planeOf, type WindowOptions, windowCount, windowOf } from './window.ts';

const none: readonly Parameter[] = [];

/**
 * Keeps the largest number of each window: x (B, C, H, W) → (B, C, Ho, Wo). The step is the window's size unless said
 * otherwise. Backward: dy goes to where the largest stood (the first of several).
 */
export class MaxPool2d implements Layer {
  readonly parameters: readonly Parameter[] = none;
  readonly #window: Window2d;
  readonly #saved = new Saved<{ positions: NDArray; x: NDArray }>('MaxPool2d');

  /** @throws RangeError for windows that cannot be, or padding of more than half a window */
  constructor(kernel: Pair, given: WindowOptions = {}) {
    const { stride = kernel, ...options } = checkOptions('MaxPool2d', given, ['stride', 'dilation', 'padding']);
    this.#window = windowOf(kernel, { stride, ...options });
    const { padding, kernel: size } = this.#window;
    if (padding.some((n, axis) => 2 * n > size[axis]!))
      throw new RangeError(`Cannot pad windows of [${size}] by [${padding}]: expected half a window at most`);
  }

  forward(x: NDArray): NDArray {
    const plane = planeOf('pool', x.shape);
    checkSight(plane, this.#window);
    const [rows, columns] = windowCount(plane, this.#window);
    const shape = [x.shape[0]!, x.shape[1]!, rows, columns];
    return tidy(() => {
      const y = empty(shape, { dtype: x.dtype, device: x.device });
      const positions = empty(shape, { dtype: 'int32', device: x.device });
      if (x.device.kernels.maxPool?.(x, y, positions, this.#window)) return this.#saved.keep({ positions, x }, y);
      const spots = stack(shifted(x, this.#window, -Infinity), { axis: 4 }); // (B, C, Ho, Wo, kh·kw)
      return this.#saved.keep({ positions: this.#positions(spots.argmax({ axis: 4 }), x), x }, spots.max({ axis: 4 }));
    });
  }

  backward(dy: NDArray): NDArray {
    return this.#saved.backward(dy, ({ positions, x }) => {
      const dx = empty(x.shape, { dtype: x.dtype, device: x.device });
      if (x.device.kernels.maxPoolBackward?.(dy.contiguous(), positions, dx)) return dx;
      const [B, C, H, W] = x.shape as [number, number, number, number];
      const flat = zeros([B * C * H * W, 1], { dtype: x.dtype, device: x.device });
      const planes = arange(B * C, { dtype: 'int32', device: x.device })
        .mul(H * W)
        .reshape(B, C, 1, 1);
      const rows = positions.add(planes).reshape(-1);
      x.device.scatterAdd(rows, dy.reshape(-1, 1), flat);
      return flat.reshape(B, C, H, W);
    });
  }

  [Symbol.dispose](): void {
    this.#saved[Symbol.dispose]();
  }

  /** Positions in a plane of the elements `which` of the windows, (B, C, Ho, Wo). */
  #positions(which: NDArray, x: NDArray): NDArray {
    const { kernel, stride, padding, dilation } = this.#window;
    const like = { dtype: 'int32', device: x.device } as const;
    const [, , rows, columns] = which.shape as [number, number, number, number];
    const column = which.mod(kernel[1]);
    const row = which.sub(column).div(kernel[1]).astype('int32');
    const top = arange(rows, like).mul(stride[0]).sub(padding[0]).reshape(rows, 1);
    const left = arange(columns, like).mul(stride[1]).sub(padding[1]);
    const y = row.mul(dilation[0]).add(top);
    return y.mul(x.shape[3]!).add(column.mul(dilation[1]).add(left));
  }
}
