import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, type Device, type NDArray, type Nested } from '@zero-to-gpt/linalg';

interface Fitted {
  readonly coef: readonly number[];
  readonly intercept: number;
  readonly score: number;
}
interface Golden {
  readonly x: Nested;
  readonly y: readonly number[];
  readonly leastSquares: Fitted;
  readonly throughZero: Fitted;
  readonly ridge: Fitted & { readonly l2: number };
  readonly dependent: Fitted & { readonly x: Nested };
  readonly descent: readonly {
    readonly lr: number;
    readonly epochs: number;
    readonly l2: number;
    readonly history: readonly number[];
    readonly coef: readonly number[];
    readonly intercept: number;
  }[];
  readonly standard: { readonly mean: Nested; readonly scale: Nested; readonly x: Nested };
  readonly minmax: { readonly min: Nested; readonly max: Nested; readonly x: Nested };
  readonly metrics: { readonly prediction: Nested; readonly mse: number; readonly mae: number; readonly r2: number };
  readonly splits: readonly { readonly n: number; readonly testSize: number; readonly test: number }[];
}

/** What scikit-learn and NumPy compute; fixtures/make.py made it. */
export const golden: Golden = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures/golden.json'), 'utf8'),
) as Golden; // the script beside it writes these fields

/** A float64 array. */
export function exact(nested: Nested, device: Device): NDArray {
  return array(nested, { dtype: 'float64', device });
}
