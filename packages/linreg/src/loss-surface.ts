import { array, type NDArray, tidy } from '@zero-to-gpt/linalg';
import { leastSquares } from './least-squares.ts';
import type { Weights } from './linear.ts';
import { checkSamples } from './samples.ts';

/** One weight: the coefficient of a feature, by its position, or the intercept. */
export type Weight = number | 'intercept';

/** Options of `lossSurface`. */
export interface LossSurfaceOptions {
  /** The two weights that vary. Default: the only coefficient and the intercept, or the first two coefficients. */
  vary?: readonly [a: Weight, b: Weight];
  /** The weights that stay, and the middle of the default ranges. Default: least squares. */
  at?: Weights;
  /** Values of the first weight, both ends included. Default: wide enough around `at` to show zero. */
  a?: readonly [low: number, high: number];
  /** Values of the second weight. */
  b?: readonly [low: number, high: number];
  /** Values along each axis. Default 41. */
  count?: number;
  /** Weight of the penalty l2 · Σ coef². Default 0. */
  l2?: number;
}

/** Losses over a grid of two weights. */
export interface LossSurface {
  /** The two weights. */
  readonly vary: readonly [a: Weight, b: Weight];
  /** Values of the first weight, (count). */
  readonly a: readonly number[];
  /** Values of the second weight, (count). */
  readonly b: readonly number[];
  /** Mean squared error plus penalty, (count, count): `losses[j][i]` belongs to `b[j]` and `a[i]`. */
  readonly losses: readonly (readonly number[])[];
}

/**
 * The loss of x (n, d), y (n) over a grid of two weights, the others held still. Reads the device.
 *
 * @example
 * ```ts
 * import { array } from '@zero-to-gpt/linalg';
 * import { lossSurface } from '@zero-to-gpt/linreg';
 *
 * const surface = lossSurface(array([[-1], [1]]), array([-2, 2]), { a: [0, 4], b: [-1, 1], count: 3 });
 * surface.losses; // → [[5, 1, 5], [4, 0, 4], [5, 1, 5]]
 * ```
 * @throws RangeError for shapes, weights that are not there, and ranges that cannot be drawn
 */
export function lossSurface(x: NDArray, y: NDArray, options: LossSurfaceOptions = {}): LossSurface {
  checkSamples('draw a loss surface', x, y);
  const [n, d] = [x.shape[0]!, x.shape[1]!];
  const { vary = d === 1 ? ([0, 'intercept'] as const) : ([0, 1] as const), at = leastSquares(x, y), l2 = 0 } = options;
  checkWeights(vary, at, d);
  const { count = 41 } = options;
  if (!Number.isInteger(count) || count < 2)
    throw new RangeError(
      `Cannot draw a loss surface of ${count} values an axis: expected a whole number of at least 2`,
    );
  const a = spread(options.a ?? around(weightOf(at, vary[0])), count);
  const b = spread(options.b ?? around(weightOf(at, vary[1])), count);
  const kind = { dtype: x.dtype, device: x.device };
  const losses = b.map((second) =>
    tidy(() => {
      const points = a.map((first) => moved(at, vary, [first, second]));
      const coef = array(
        points.map((point) => point.coef),
        kind,
      ).T; // (d, count)
      const intercept = array(
        points.map((point) => point.intercept),
        kind,
      ); // (count)
      const error = x.matmul(coef).add(intercept).sub(y.reshape(n, 1)); // (n, count)
      const means = error.mul(error).mean({ axis: 0 }).toArray() as readonly number[]; // (count)
      return means.map((loss, i) => loss + l2 * points[i]!.coef.reduce((sum, w) => sum + w * w, 0));
    }),
  );
  return { vary, a, b, losses };
}

/** One of the weights. */
export function weightOf({ coef, intercept }: Weights, weight: Weight): number {
  return weight === 'intercept' ? intercept : coef[weight]!;
}

function moved(at: Weights, vary: readonly [Weight, Weight], to: readonly [number, number]): Weights {
  const coef = [...at.coef];
  let { intercept } = at;
  vary.forEach((weight, k) => {
    if (weight === 'intercept') intercept = to[k]!;
    else coef[weight] = to[k]!;
  });
  return { coef, intercept };
}

function checkWeights(vary: readonly [Weight, Weight], at: Weights, d: number): void {
  if (at.coef.length !== d)
    throw new RangeError(`Cannot draw a loss surface at ${at.coef.length} coefficients: x has ${d} features`);
  for (const weight of vary)
    if (weight !== 'intercept' && !(Number.isInteger(weight) && weight >= 0 && weight < d))
      throw new RangeError(`Cannot vary weight ${weight}: expected 'intercept' or a feature from 0 to ${d - 1}`);
  if (vary[0] === vary[1]) throw new RangeError(`Cannot vary weight ${vary[0]} along both axes: expected two weights`);
}

function around(middle: number): [number, number] {
  const reach = 1.5 * Math.max(1, Math.abs(middle));
  return [middle - reach, middle + reach];
}

function spread([low, high]: readonly [number, number], count: number): number[] {
  if (!Number.isFinite(low) || !Number.isFinite(high) || low >= high)
    throw new RangeError(`Cannot draw a loss surface from ${low} to ${high}: expected a low end below the high end`);
  return Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
}
