import type { NDArray } from '@zero-to-gpt/linalg';
import { type DescentOptions, type DescentPoint, descend } from './descent.ts';
import { checkFinite, checkSamples } from './samples.ts';

/**
 * The weights and the loss along a descent on x (n, d), y (n): at the start and after every epoch. Where the loss
 * overflows it ends with the last finite point, so that a path that leaves the valley can be drawn too.
 *
 * @example
 * ```ts
 * import { array } from '@zero-to-gpt/linalg';
 * import { trajectory } from '@zero-to-gpt/linreg';
 *
 * const path = trajectory(array([[-1], [1]]), array([-2, 2]), { lr: 0.25, epochs: 2 });
 * path.map(({ coef, loss }) => [coef[0], loss]); // → [[0, 4], [1, 1], [1.5, 0.25]]
 * ```
 * @throws RangeError for shapes, NaN or options that cannot work
 */
export function trajectory(x: NDArray, y: NDArray, options: DescentOptions = {}): DescentPoint[] {
  checkSamples('descend', x, y);
  checkFinite('descend', 'x', x);
  checkFinite('descend', 'y', y);
  const path: DescentPoint[] = [];
  for (const point of descend(x, y, options)) {
    if (!Number.isFinite(point.loss)) break;
    path.push(point);
  }
  return path;
}
