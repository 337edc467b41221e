import { checkSight, type Pair, planeOf, type WindowOptions, windowCount, windowOf } from '@zero-to-gpt/dense/conv';
import { checkOptions, ones, type Window2d } from '@zero-to-gpt/linalg';
import * as rules from '../rules/index.ts';
import { apply, applyOne, type Tensor } from '../tensor.ts';

/** How `conv2d` moves its window. */
export interface ConvolutionOptions extends WindowOptions {
  /** Channels fall into this many parts that do not see each other. Default 1. */
  groups?: number;
}

/**
 * A convolution by im2col and one matrix product: x (B, C, H, W), weight (O, C/groups, kh, kw), bias (O), result
 * (B, O, Ho, Wo) with Ho = ⌊(H + 2·padding − dilation·(kh − 1) − 1)/stride⌋ + 1.
 * @throws RangeError where the shapes do not fit, or the window does not fit once
 */
export function conv2d(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null = null,
  options: ConvolutionOptions = {},
): Tensor {
  const { groups = 1, ...moves } = checkOptions('conv2d', options, ['stride', 'padding', 'dilation', 'groups']);
  const plane = planeOf('convolve', x.shape);
  const [B, C] = x.shape as [number, number];
  const [O, inGroup] = channelsOf(weight, C, groups);
  if (bias && (bias.ndim !== 1 || bias.shape[0] !== O))
    throw new RangeError(`Cannot add bias [${bias.shape}] in conv2d with weight [${weight.shape}]: expected [${O}]`);
  const [kh, kw] = weight.shape.slice(2) as [number, number];
  const window = windowOf([kh, kw], moves);
  const [rows, columns] = windowCount(plane, window);
  const parts = x.reshape(B * groups, inGroup, ...plane);
  const windows = applyOne((v) => rules.im2col(v, window), parts).reshape(B, groups, rows * columns, inGroup * kh * kw);
  const filters = weight.reshape(groups, O / groups, inGroup * kh * kw);
  const y = filters.matmul(windows.mT).reshape(B, O, rows, columns);
  return bias ? y.add(bias.reshape(O, 1, 1)) : y;
}

function channelsOf(weight: Tensor, C: number, groups: number): readonly [O: number, inGroup: number] {
  const [O, inGroup] = weight.shape as [number, number];
  const fits = weight.ndim === 4 && Number.isSafeInteger(groups) && groups > 0;
  if (!fits || inGroup * groups !== C || O % groups !== 0)
    throw new RangeError(
      `Cannot convolve ${C} channels in ${groups} group${groups === 1 ? '' : 's'} with weight [${weight.shape}]: expected [out, ${C / groups}, height, width], out divisible by the groups`,
    );
  return [O, inGroup];
}

/** How pooling moves its window: a step is the window's size unless said otherwise. */
export type PoolingOptions = WindowOptions;

/**
 * The largest number of each window: x (B, C, H, W) → (B, C, Ho, Wo). Its gradient goes to where it stood, the first of
 * several.
 * @throws RangeError for windows that cannot be or lie in the padding alone, and padding of more than half a window
 */
export function maxPool2d(x: Tensor, kernel: Pair, options: PoolingOptions = {}): Tensor {
  const window = poolingWindow(x, kernel, checkOptions('maxPool2d', options, ['stride', 'padding', 'dilation']));
  checkSight([x.shape[2]!, x.shape[3]!], window);
  return apply((v) => rules.maxPool(v, window), x)[0]!;
}

/** How `avgPool2d` counts. */
export interface AveragePoolingOptions extends Omit<PoolingOptions, 'dilation'> {
  /** Whether the padding's zeros count in the mean. Default true. */
  countIncludePad?: boolean;
}

/** The mean of each window: x (B, C, H, W) → (B, C, Ho, Wo). @throws as `maxPool2d` */
export function avgPool2d(x: Tensor, kernel: Pair, given: AveragePoolingOptions = {}): Tensor {
  const { countIncludePad = true, ...options } = checkOptions('avgPool2d', given, [
    'stride',
    'padding',
    'countIncludePad',
  ]);
  const window = poolingWindow(x, kernel, options);
  const [B, C, H, W] = x.shape as [number, number, number, number];
  const [rows, columns] = windowCount([H, W], window);
  const windows = applyOne((v) => rules.im2col(v, window), x.reshape(B * C, 1, H, W)); // (B·C, Ho·Wo, kh·kw)
  if (countIncludePad) return windows.mean({ axis: -1 }).reshape(B, C, rows, columns);
  const inside = rules.im2col(ones([1, 1, H, W], { dtype: x.dtype, device: x.device }), window).values[0]!;
  return windows
    .sum({ axis: -1 })
    .div(inside.sum({ axis: -1 }))
    .reshape(B, C, rows, columns);
}

function poolingWindow(x: Tensor, kernel: Pair, given: PoolingOptions): Window2d {
  const { stride = kernel, ...options } = given;
  planeOf('pool', x.shape);
  const window = windowOf(kernel, { stride, ...options });
  if (window.padding.some((n, axis) => 2 * n > window.kernel[axis]!))
    throw new RangeError(
      `Cannot pad windows of [${window.kernel}] by [${window.padding}]: expected half a window at most`,
    );
  return window;
}
