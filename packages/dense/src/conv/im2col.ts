import { empty, type NDArray, pad, stack, tidy, type Window2d, zeros } from '@zero-to-gpt/linalg';
import { type Pair, planeOf, type WindowOptions, windowCount, windowOf } from './window.ts';

/**
 * Every window of images x (B, C, H, W) as a row: (B, Ho·Wo, C·kh·kw). A convolution is then one matrix product.
 *
 * @example
 * ```ts
 * import { arange } from '@zero-to-gpt/linalg';
 * import { im2col } from '@zero-to-gpt/dense/conv';
 *
 * im2col(arange(9).reshape(1, 1, 3, 3), 2).toArray(); // → [[[0, 1, 3, 4], [1, 2, 4, 5], [3, 4, 6, 7], [4, 5, 7, 8]]]
 * ```
 * @throws RangeError for shapes that are no images, and windows that do not fit once
 */
export function im2col(x: NDArray, kernel: Pair, options: WindowOptions = {}): NDArray {
  return columnsOf(x, windowOf(kernel, options));
}

/** As `im2col`, for a window that was checked. */
export function columnsOf(x: NDArray, window: Window2d): NDArray {
  const [rows, columns] = windowCount(planeOf('cut windows out of', x.shape), window);
  const [B, C] = x.shape as [number, number];
  const [kh, kw] = window.kernel;
  const out = empty([B, rows * columns, C * kh * kw], { dtype: x.dtype, device: x.device });
  if (x.device.kernels.im2col?.(x, out, window)) return out;
  out.dispose();
  return tidy(() => {
    const parts = shifted(x, window, 0); // kh·kw of (B, C, Ho, Wo)
    return stack(parts, { axis: 2 }) // (B, C, kh·kw, Ho, Wo)
      .reshape(B, C * kh * kw, rows * columns)
      .transpose(1, 2)
      .contiguous();
  });
}

/**
 * Adds columns (B, Ho·Wo, C·kh·kw) back onto the pixels they came from: (B, C, H, W) for images of `shape`. Where windows
 * overlap, sums. It is what `im2col` becomes on the way back.
 * @throws RangeError for columns of another shape
 */
export function col2im(
  columns: NDArray,
  shape: readonly [number, number, number, number],
  kernel: Pair,
  options: WindowOptions = {},
): NDArray {
  return pixelsOf(columns, shape, windowOf(kernel, options));
}

/** As `col2im`, for a window that was checked. */
export function pixelsOf(columns: NDArray, shape: readonly number[], window: Window2d): NDArray {
  const [rows, wide] = windowCount(planeOf('add columns onto', shape), window);
  const [B, C, H, W] = shape as [number, number, number, number];
  const [kh, kw] = window.kernel;
  const wanted = [B, rows * wide, C * kh * kw];
  if (`${columns.shape}` !== `${wanted}`)
    throw new RangeError(`Cannot add columns [${columns.shape}] onto images [${shape}]: expected [${wanted}]`);
  const like = { dtype: columns.dtype, device: columns.device };
  const dx = empty(shape, like);
  if (columns.device.kernels.col2im?.(columns.contiguous(), dx, window)) return dx;
  dx.dispose();
  return tidy(() => {
    const [ph, pw] = window.padding;
    const padded = zeros([B, C, H + 2 * ph, W + 2 * pw], like);
    const parts = columns.transpose(1, 2).reshape(B, C, kh * kw, rows, wide);
    spots(window).forEach((spot, k) => {
      const place = at(padded, spot, window, [rows, wide]);
      padded.device.binary('add', place, parts.slice({}, {}, k), place);
    });
    return padded.slice({}, {}, { start: ph, stop: ph + H }, { start: pw, stop: pw + W }).contiguous();
  });
}

/** For each element of the window, what lies under it in every window: kh·kw arrays (B, C, Ho, Wo). */
export function shifted(x: NDArray, window: Window2d, value: number): NDArray[] {
  const [ph, pw] = window.padding;
  const count = windowCount(planeOf('cut windows out of', x.shape), window);
  const padded =
    ph + pw === 0
      ? x
      : pad(
          x,
          [
            [0, 0],
            [0, 0],
            [ph, ph],
            [pw, pw],
          ],
          { value },
        );
  return spots(window).map((spot) => at(padded, spot, window, count));
}

function spots({ kernel: [kh, kw], dilation: [dh, dw] }: Window2d): (readonly [number, number])[] {
  return Array.from({ length: kh * kw }, (_, k) => [Math.floor(k / kw) * dh, (k % kw) * dw] as const);
}

/** A view of what lies at one spot of all windows. */
function at(
  padded: NDArray,
  [top, left]: readonly [number, number],
  { stride: [sh, sw] }: Window2d,
  [rows, columns]: readonly [number, number],
): NDArray {
  return padded.slice(
    {},
    {},
    { start: top, stop: top + (rows - 1) * sh + 1, step: sh },
    { start: left, stop: left + (columns - 1) * sw + 1, step: sw },
  );
}
