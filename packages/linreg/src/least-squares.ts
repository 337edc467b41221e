import { array, linalg, type NDArray, tidy } from '@zero-to-gpt/linalg';
import type { Weights } from './linear.ts';

/** Options of `leastSquares`. */
export interface LeastSquaresOptions {
  /** Weight of the penalty l2 · Σ coef² beside the *mean* squared error (scikit-learn's Ridge takes alpha = n · l2). Default 0. */
  l2?: number;
  /** Looks for the intercept too; else it is 0. Default true. */
  fitIntercept?: boolean;
}

/**
 * The weights of least mean squared error for x (n, d), y (n), without descent: `linalg.lstsq` on centred features.
 * Among equally good weights (dependent features) the shortest. Reads the device.
 */
export function leastSquares(
  x: NDArray,
  y: NDArray,
  { l2 = 0, fitIntercept = true }: LeastSquaresOptions = {},
): Weights {
  return tidy(() => {
    const [n, d] = [x.shape[0]!, x.shape[1]!];
    const [meanX, meanY] = [x.mean({ axis: 0 }), y.mean()];
    let [rows, targets] = fitIntercept ? [x.sub(meanX), y.sub(meanY)] : [x, y]; // (n, d), (n)
    if (l2 > 0) {
      // the penalty as d more samples: √(n l2) · coef should be 0
      const weight = Math.sqrt(n * l2);
      const more = Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_, j) => (i === j ? weight : 0)));
      const kind = { dtype: x.dtype, device: x.device };
      rows = array([...(rows.toArray() as number[][]), ...more], kind); // two axes
      targets = array([...(targets.toArray() as number[]), ...more.map(() => 0)], kind); // one axis
    }
    const coef = linalg.lstsq(rows, targets).x; // (d)
    const intercept = fitIntercept ? meanY.item() - meanX.mul(coef).sum().item() : 0;
    return { coef: coef.toArray() as readonly number[], intercept };
  });
}
