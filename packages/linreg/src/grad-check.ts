import { array, type NDArray, type Nested, tidy } from '@zero-to-gpt/linalg';

/** How closely slopes are compared. */
export interface GradCheckOptions {
  /** Step to each side. Default 1e-5 for float64, 1e-2 for float32: exact for squares, coarse for other curves. */
  eps?: number;
  /** Largest |found − wanted|, relative to the larger of 1 and |wanted|. Default 1e-6 for float64, 1e-2 for float32. */
  tolerance?: number;
}

/**
 * Compares a gradient with central differences, (f(x + eps) − f(x − eps)) / 2eps, one element of x at a time, and
 * returns the largest difference, relative to the larger of 1 and the slope. Give it float64 arrays: float32 has
 * too few digits for small steps. The same order as SciPy's `check_grad`. Reads the device.
 *
 * @example
 * ```ts
 * import { array } from '@zero-to-gpt/linalg';
 * import { gradCheck } from '@zero-to-gpt/linreg';
 *
 * const at = array([3, -1], { dtype: 'float64' });
 * gradCheck((w) => w.mul(w).sum().item(), (w) => w.mul(2), at) < 1e-9; // → true
 * gradCheck((w) => w.mul(w).sum().item(), (w) => w, at); // throws every slope found is 0.5 times the one wanted
 * ```
 * @throws Error that names the element, the slope found and the one wanted; RangeError where the shapes differ
 */
export function gradCheck(
  f: (x: NDArray) => number,
  gradient: (x: NDArray) => NDArray,
  x: NDArray,
  options: GradCheckOptions = {},
): number {
  const coarse = x.dtype === 'float32';
  const { eps = coarse ? 1e-2 : 1e-5, tolerance = coarse ? 1e-2 : 1e-6 } = options;
  const found = tidy(() => {
    const slopes = gradient(x);
    if (`${slopes.shape}` !== `${x.shape}`)
      throw new RangeError(`Cannot check a gradient of shape [${slopes.shape}]: expected [${x.shape}], the shape of x`);
    return flat(slopes);
  });
  const wanted = centralDifferences(f, x, eps);
  let [worst, at] = [-1, 0];
  for (const [i, slope] of wanted.entries()) {
    const difference = Math.abs(found[i]! - slope) / Math.max(1, Math.abs(slope));
    const off = Number.isNaN(difference) ? Infinity : difference;
    if (off > worst) [worst, at] = [off, i];
  }
  if (worst > tolerance)
    throw new Error(
      `The gradient is wrong at element ${at}: found ${found[at]}, wanted ${wanted[at]} (tolerance ${tolerance})` +
        sameFactor(found, wanted, tolerance),
    );
  return Math.max(0, worst);
}

function centralDifferences(f: (x: NDArray) => number, x: NDArray, eps: number): number[] {
  const values = flat(x);
  const at = (i: number, moved: number): number =>
    tidy(() => {
      const nested = values.map((value, k) => (k === i ? moved : value));
      return f(array(nested, { dtype: x.dtype, device: x.device }).reshape(...x.shape));
    });
  return values.map((value, i) => (at(i, value + eps) - at(i, value - eps)) / (2 * eps));
}

/** The usual mistakes: a forgotten 2 or 1/n, a wrong sign. */
function sameFactor(found: readonly number[], wanted: readonly number[], tolerance: number): string {
  const ratio = found.reduce((sum, x) => sum + Math.abs(x), 0) / wanted.reduce((sum, x) => sum + Math.abs(x), 0);
  const factor = found.some((x, i) => x * wanted[i]! < 0) ? -ratio : ratio;
  const close = (x: number, y: number) => Math.abs(x - y) <= Math.max(1e-3, tolerance) * Math.max(1, Math.abs(y));
  if (!Number.isFinite(factor) || factor === 0 || close(factor, 1)) return '';
  if (!found.every((x, i) => close(x, factor * wanted[i]!))) return '';
  if (close(factor, -1)) return ': every slope has the wrong sign';
  return `: every slope found is ${Number(factor.toPrecision(3))} times the one wanted`;
}

function flat(x: NDArray): number[] {
  const numbers: number[] = [];
  const visit = (nested: Nested): void => {
    if (typeof nested === 'number') numbers.push(nested);
    else for (const item of nested) visit(item);
  };
  visit(x.toArray());
  return numbers;
}
