import { checkOptions, type NDArray, stack, tidy } from '@zero-to-gpt/linalg';

/** Options of `slidingWindows`. */
export interface SlidingWindowsOptions {
  /** Steps in a window. */
  length: number;
  /** How far behind the window's last step the target stands. Default 1, the next step. */
  horizon?: number;
  /** Steps from window to window. Default 1. */
  stride?: number;
}

/** Windows of a series with what follows them. */
export interface Windows {
  /** (n, length, F). */
  readonly x: NDArray;
  /** (n, …): the targets' rows. */
  readonly y: NDArray;
}

/**
 * Every stretch of a series x (T, F) with the target `horizon` steps behind its end; targets (T, …), as a rule the series
 * or a column of it.
 *
 * @example
 * ```ts
 * import { array } from '@zero-to-gpt/linalg';
 * import { slidingWindows } from '@zero-to-gpt/rnn';
 *
 * const series = array([[1], [2], [3], [4]]);
 * const { x, y } = slidingWindows(series, series, { length: 2 });
 * x.toArray(); // → [[[1], [2]], [[2], [3]]]
 * y.toArray(); // → [[3], [4]]
 * ```
 * @throws RangeError for numbers that cannot be, or a series that is too short for one window
 */
export function slidingWindows(x: NDArray, targets: NDArray, options: SlidingWindowsOptions): Windows {
  const { length, horizon = 1, stride = 1 } = checkOptions('slidingWindows', options, ['length', 'horizon', 'stride']);
  const T = x.shape[0] ?? 0;
  for (const [name, n, least] of [
    ['length', length, 1],
    ['horizon', horizon, 0],
    ['stride', stride, 1],
  ] as const)
    if (!Number.isInteger(n) || n < least)
      throw new RangeError(`Cannot cut windows with ${name} ${n}: expected a whole number of at least ${least}`);
  if (x.ndim !== 2 || targets.shape[0] !== T)
    throw new RangeError(
      `Cannot cut windows of [${x.shape}] with targets [${targets.shape}]: expected [time, features] and [time, …]`,
    );
  const count = Math.floor((T - length - horizon) / stride) + 1;
  if (count < 1)
    throw new RangeError(
      `Cannot cut windows of ${length} steps, ${horizon} before their target: the series has ${T} steps`,
    );
  const starts = Array.from({ length: count }, (_, i) => i * stride);
  return tidy(() => ({
    x: stack(starts.map((start) => x.slice({ start, stop: start + length }))),
    y: targets.take(starts.map((start) => start + length - 1 + horizon)),
  }));
}
