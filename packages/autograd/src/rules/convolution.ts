import { col2im as addColumns, im2col as cutColumns, windowCount } from '@zero-to-gpt/dense/conv';
import { arange, empty, NDArray, type Shape, tidy, type Window2d, where, zeros } from '@zero-to-gpt/linalg';
import { only, run, runAll, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { onArrays } from './on-arrays.ts';

/** Every window of images (B, C, H, W) as a row, (B, Ho·Wo, C·kh·kw): a convolution is then a matrix product. */
export function im2col<A extends Vocabulary<A>>(x: A, window: Window2d): Traced<A> {
  const { shape } = x;
  const cut = onArrays(
    x,
    (a) => cutColumns(a, window.kernel, window),
    (a) => im2col(a, window),
  );
  return { name: 'im2col', values: [cut], backward: (dys) => [run((dy) => col2im(dy, shape, window), only(dys))] };
}

/** Columns of windows added back onto the pixels of images (B, C, H, W): the way back of `im2col`, whose own is `im2col`. */
export function col2im<A extends Vocabulary<A>>(columns: A, shape: Shape, window: Window2d): Traced<A> {
  const pixels = onArrays(
    columns,
    // the cast: im2col, whose way back this is, has checked that these are images
    (a) => addColumns(a, shape as [number, number, number, number], window.kernel, window),
    (a) => col2im(a, shape, window),
  );
  return { name: 'col2im', values: [pixels], backward: (dys) => [run((dy) => im2col(dy, window), only(dys))] };
}

/**
 * The largest element of each window, (B, C, Ho, Wo), and its position in the plane (int32): the gradient goes there.
 * Of several that are equal the first gets it all, as in PyTorch.
 */
export function maxPool<A extends Vocabulary<A>>(x: A, window: Window2d): Traced<A> {
  const { shape } = x;
  const [y, at] = (x instanceof NDArray ? pooled(x, window) : runAll((a) => maxPool(a, window), x)) as readonly [A, A]; // the cast: A is NDArray where x is one
  return {
    name: 'maxPool',
    values: [y, at],
    saved: [at],
    backward: (dys) => [run((dy, places) => toPlaces(dy, places, shape), only(dys), at)],
  };
}

/** Zeros of a shape to which dy (B, C, Ho, Wo) is added at positions of each plane. */
export function toPlaces<A extends Vocabulary<A>>(dy: A, at: A, shape: Shape): Traced<A> {
  const placed =
    dy instanceof NDArray && at instanceof NDArray
      ? (scattered(dy, at, shape) as unknown as A) // the cast: A is NDArray here
      : run((d, places) => toPlaces(d, places, shape), dy, at);
  return {
    name: 'toPlaces',
    values: [placed],
    saved: [at],
    backward: (dys) => [run(fromPlaces<NDArray>, only(dys), at), null],
  };
}

/** The elements of x (B, C, H, W) at positions (B, C, Ho, Wo) of each plane: the way back of `toPlaces`. */
export function fromPlaces<A extends Vocabulary<A>>(x: A, at: A): Traced<A> {
  const { shape } = x;
  const picked =
    x instanceof NDArray && at instanceof NDArray
      ? x
          .reshape(-1)
          .take(rowsOf(at, shape))
          .reshape(...at.shape)
      : run(fromPlaces<NDArray>, x, at);
  return {
    name: 'fromPlaces',
    values: [picked],
    saved: [at],
    backward: (dys) => [run((dy, places) => toPlaces(dy, places, shape), only(dys), at), null],
  };
}

function scattered(dy: NDArray, at: NDArray, shape: Shape): NDArray {
  const { dtype, device } = dy;
  const dx = empty(shape, { dtype, device });
  if (device.kernels.maxPoolBackward?.(dy.contiguous(), at, dx)) return dx;
  dx.dispose();
  const flat = zeros([shape.reduce((a, b) => a * b, 1), 1], { dtype, device });
  device.scatterAdd(rowsOf(at, shape), dy.reshape(-1, 1), flat);
  return flat.reshape(...shape);
}

/** Positions among all elements from positions in each plane. */
function rowsOf(at: NDArray, [B, C, H, W]: Shape): NDArray {
  const planes = arange(B! * C!, { dtype: 'int32', device: at.device })
    .mul(H! * W!)
    .reshape(B!, C!, 1, 1);
  return at.add(planes).reshape(-1);
}

function pooled(x: NDArray, window: Window2d): readonly [y: NDArray, at: NDArray] {
  const { dtype, device } = x;
  const [B, C, H, W] = x.shape as [number, number, number, number];
  const [rows, columns] = windowCount([H, W], window);
  const y = empty([B, C, rows, columns], { dtype, device });
  const at = empty([B, C, rows, columns], { dtype: 'int32', device });
  if (device.kernels.maxPool?.(x, y, at, window)) return [y, at];
  return tidy(() => {
    const [ph, pw] = window.padding;
    const [tall, wide] = [H + 2 * ph, W + 2 * pw];
    const padded = empty([B * C, 1, tall, wide], { dtype, device }).fill(-Infinity);
    padded.slice({}, 0, { start: ph, stop: ph + H }, { start: pw, stop: pw + W }).assign(x.reshape(B * C, H, W));
    const spots = cutColumns(padded, window.kernel, { ...window, padding: 0 }); // (B·C, Ho·Wo, kh·kw)
    const which = spots.argmax({ axis: 2 }).reshape(B, C, rows, columns);
    return [spots.max({ axis: 2 }).reshape(B, C, rows, columns), positions(which, W, window)] as const;
  });
}

/** Positions in a plane of width W of the elements `which` of the windows. */
function positions(which: NDArray, W: number, { kernel, stride, padding, dilation }: Window2d): NDArray {
  const like = { dtype: 'int32', device: which.device } as const;
  const [, , rows, columns] = which.shape as [number, number, number, number];
  const column = which.mod(kernel[1]);
  const row = which.sub(column).div(kernel[1]).astype('int32');
  const top = arange(rows, like).mul(stride[0]).sub(padding[0]).reshape(rows, 1);
  const left = arange(columns, like).mul(stride[1]).sub(padding[1]);
  const y = inside(row.mul(dilation[0]).add(top), dilation[0]);
  return y.mul(W).add(inside(column.mul(dilation[1]).add(left), dilation[1]));
}

/** The window's first places in the plane for those in the padding before it, which are found where all is −∞. */
function inside(at: NDArray, dilation: number): NDArray {
  return where(at.less(0), at.mod(dilation), at);
}
