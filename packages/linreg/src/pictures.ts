import type { NDArray } from '@zero-to-gpt/linalg';
import type { DescentPoint } from './descent.ts';
import { type LossSurface, type Weight, weightOf } from './loss-surface.ts';

/** A sample in a scatter plot. */
export interface ScatterPoint {
  /** The feature. */
  readonly x: number;
  /** The target. */
  readonly y: number;
}

/** Rows for a scatter plot of one feature against the target: `{ x, y }`. Reads the device. */
export function scatterPoints(x: NDArray, y: NDArray, { feature = 0 }: { feature?: number } = {}): ScatterPoint[] {
  const rows = x.toArray() as readonly (readonly number[])[]; // two axes
  const targets = numbers(y);
  return rows.map((row, i) => {
    const value = row[feature];
    if (value === undefined) throw new RangeError(`Cannot plot feature ${feature}: x is [${x.shape}]`);
    return { x: value, y: targets[i]! };
  });
}

/** A sample in a plot of residuals. */
export interface ResidualPoint {
  /** What was predicted. */
  readonly prediction: number;
  /** What came. */
  readonly target: number;
  /** target − prediction. */
  readonly residual: number;
}

/** Rows for a plot of residuals: what was predicted, what came, and target − prediction, which a good model leaves without a pattern. Reads the device. */
export function residualPoints(prediction: NDArray, target: NDArray): ResidualPoint[] {
  if (`${prediction.shape}` !== `${target.shape}`)
    throw new RangeError(
      `Cannot plot residuals: the prediction is [${prediction.shape}] and the target [${target.shape}], expected equal shapes`,
    );
  const wanted = numbers(target);
  return numbers(prediction).map((found, i) => ({
    prediction: found,
    target: wanted[i]!,
    residual: wanted[i]! - found,
  }));
}

/** A point of a loss surface. */
export interface SurfacePoint {
  /** The first weight. */
  readonly a: number;
  /** The second weight. */
  readonly b: number;
  /** The loss there. */
  readonly loss: number;
}

/** Rows for a contour or raster plot of a loss surface, row by row from the smallest `b`: `{ a, b, loss }`. */
export function surfacePoints({ a, b, losses }: LossSurface): SurfacePoint[] {
  return losses.flatMap((row, j) => row.map((loss, i) => ({ a: a[i]!, b: b[j]!, loss })));
}

/** A point of a descent on a loss surface. */
export interface PathPoint extends SurfacePoint {
  /** Passes done; 0 is the start. */
  readonly epoch: number;
}

/** Rows for the path of a descent over a loss surface: `{ a, b, loss, epoch }` for the two weights that the surface varies. */
export function pathPoints(
  path: readonly DescentPoint[],
  { vary }: { readonly vary: readonly [a: Weight, b: Weight] },
): PathPoint[] {
  return path.map((point) => ({
    a: weightOf(point, vary[0]),
    b: weightOf(point, vary[1]),
    loss: point.loss,
    epoch: point.epoch,
  }));
}

function numbers(x: NDArray): readonly number[] {
  return x.toArray() as readonly number[]; // one axis
}
