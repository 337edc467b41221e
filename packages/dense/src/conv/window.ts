import type { Window2d } from '@zero-to-gpt/linalg';

/** One number for both axes, or one for height and width. */
export type Pair = number | readonly [height: number, width: number];

/** How a window of a convolution or pooling moves. */
export interface WindowOptions {
  /** Step between windows. */
  stride?: Pair;
  /** Zeros (pooling: −∞) added on each side. Default 0. */
  padding?: Pair;
  /** Distance between the window's elements. Default 1. */
  dilation?: Pair;
}

/** Both numbers of a pair, each a whole number of at least `least`. @throws RangeError */
export function pairOf(name: string, pair: Pair, least: number): readonly [number, number] {
  const both = typeof pair === 'number' ? ([pair, pair] as const) : pair;
  if (both.length !== 2 || !both.every((n) => Number.isInteger(n) && n >= least))
    throw new RangeError(`Cannot move a window with ${name} [${both}]: expected whole numbers of at least ${least}`);
  return both;
}

/** The window of `kernel` with its options. @throws RangeError for numbers that cannot be */
export function windowOf(kernel: Pair, { stride = 1, padding = 0, dilation = 1 }: WindowOptions): Window2d {
  return {
    kernel: pairOf('kernel', kernel, 1),
    stride: pairOf('stride', stride, 1),
    padding: pairOf('padding', padding, 0),
    dilation: pairOf('dilation', dilation, 1),
  };
}

/** Windows below one another and side by side on a plane (height, width). @throws RangeError where not one fits */
export function windowCount(plane: readonly [number, number], window: Window2d): readonly [number, number] {
  const count = (axis: 0 | 1): number => {
    const span = (window.kernel[axis] - 1) * window.dilation[axis] + 1;
    return Math.floor((plane[axis] + 2 * window.padding[axis] - span) / window.stride[axis]) + 1;
  };
  const [rows, columns] = [count(0), count(1)];
  if (rows < 1 || columns < 1)
    throw new RangeError(
      `Cannot move a window of [${window.kernel}] (dilation [${window.dilation}]) over a plane of [${plane}] with padding [${window.padding}]: it does not fit once`,
    );
  return [rows, columns];
}

/** @throws RangeError where a window of a pooling sees padding alone, whose maximum would be −∞ */
export function checkSight(plane: readonly [number, number], window: Window2d): void {
  const count = windowCount(plane, window);
  plane.forEach((length, axis) => {
    const [size, step, dilation] = [window.kernel[axis]!, window.stride[axis]!, window.dilation[axis]!];
    if (dilation <= length) return; // no step over the whole plane
    for (let i = 0; i < count[axis]!; i++) {
      const start = i * step - window.padding[axis]!;
      const inside = Array.from({ length: size }, (_, k) => start + k * dilation).some((at) => at >= 0 && at < length);
      if (!inside)
        throw new RangeError(
          `Cannot pool a plane of [${plane}] with padding [${window.padding}]: a window of [${window.kernel}] (dilation [${window.dilation}]) lies in the padding alone`,
        );
    }
  });
}

/** Height and width of images (B, C, H, W); a batch may be empty. @throws RangeError for another number of axes, or another axis without elements */
export function planeOf(action: string, shape: readonly number[]): readonly [number, number] {
  if (shape.length !== 4)
    throw new RangeError(
      `Cannot ${action} [${shape}]: expected [batch, channels, height, width]${shape.length === 3 ? ': use unsqueeze(1) for images of one channel' : ''}`,
    );
  if (shape.indexOf(0, 1) > 0)
    throw new RangeError(
      `Cannot ${action} [${shape}]: found no ${['channels', 'height', 'width'][shape.indexOf(0, 1) - 1]}, expected one at least`,
    );
  return [shape[2]!, shape[3]!];
}
