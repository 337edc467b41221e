import { checkOptions, fromData, type NDArray, Random, tidy } from '@zero-to-gpt/linalg';
import { Tensor } from '../tensor.ts';
import { grad } from './grad.ts';

/** How closely slopes are compared. */
export interface GradCheckOptions {
  /** Step to each side. Default 1e-5. */
  eps?: number;
  /** Largest |found − wanted|, relative to the larger of 1 and |wanted|. Default 1e-6. */
  tolerance?: number;
  /** 2 also checks the gradients of the gradient of f², where every rule runs traced. Default 1. */
  order?: 1 | 2;
}

/**
 * Compares the gradients of `f` with central differences, (f(x + eps) − f(x − eps)) / 2eps, element by element in
 * float64: for every input that requires a gradient. Results that are no single number are weighted with fixed random
 * numbers and summed. Runs on devices whose memory the host sees and that know float64 (`reference`, `cpu`).
 *
 * @example
 * ```ts
 * import { gradCheck, tensor } from '@zero-to-gpt/autograd';
 *
 * gradCheck((x) => x.tanh().mul(x), [tensor([0.5, -1], { requiresGrad: true })], { order: 2 });
 * ```
 * @throws Error that names the input, the element, the slope found by `backward` and the one wanted; with order 2 also
 * where a rule works on arrays alone
 */
export function gradCheck(
  f: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  options: GradCheckOptions = {},
): void {
  const { eps = 1e-5, tolerance = 1e-6, order = 1 } = checkOptions('gradCheck', options, ['eps', 'tolerance', 'order']);
  if (!inputs.some((x) => x.requiresGrad))
    throw new Error(`Cannot check gradients: none of the ${inputs.length} inputs requires one`);
  checkOnce(f, inputs, { what: 'Gradient', eps, tolerance });
  if (order === 2) checkOnce(slopesOf(f), inputs, { what: 'Gradient of the gradient', eps, tolerance });
}

/** What the gradient of f² comes to: squares and inputs make it change everywhere, where f is linear too. */
function slopesOf(f: (...inputs: Tensor[]) => Tensor): (...inputs: Tensor[]) => Tensor {
  return (...inputs) => {
    const y = f(...inputs);
    const checked = inputs.filter((x) => x.requiresGrad);
    const slopes = grad(y.mul(y).sum(), checked, { createGraph: true });
    return slopes.map((dx, i) => dx.mul(dx).mul(checked[i]!).sum()).reduce((a, b) => a.add(b));
  };
}

/** How a comparison is made, and what it is called in errors. */
interface Comparison {
  readonly what: string;
  readonly eps: number;
  readonly tolerance: number;
}

function checkOnce(f: (...inputs: Tensor[]) => Tensor, inputs: readonly Tensor[], comparison: Comparison): void {
  tidy(() => {
    const exact = inputs.map((x) => new Tensor(x.value.astype('float64'), { requiresGrad: x.requiresGrad }));
    const checked = exact.filter((x) => x.requiresGrad);
    const weights = weightsFor(f(...exact));
    const total = (...xs: Tensor[]) =>
      f(...xs)
        .mul(weights)
        .sum();
    const found = grad(total(...exact), checked);
    for (const [k, x] of checked.entries()) {
      const at = exact.indexOf(x);
      compare(
        found[k]!.value,
        at,
        (data) => {
          const moved = fromData(data, x.shape, { device: x.device });
          const shifted = new Tensor(moved, { requiresGrad: true }); // f may ask for gradients of its own
          return tidy(() => total(...exact.map((y) => (y === x ? shifted : y))).item());
        },
        { x: x.value, ...comparison },
      );
    }
  });
}

/** One number for each element of the result, none of them near 0. */
function weightsFor(y: Tensor): NDArray {
  if (y.dtype !== 'float64')
    throw new TypeError(`Cannot check gradients of a ${y.dtype} result: f must compute in its inputs' float64`);
  return y.size === 1
    ? y.value.mul(0).add(1)
    : new Random(7).uniform(y.shape, { low: 0.5, high: 1.5, dtype: 'float64', device: y.device });
}

function compare(
  gradient: NDArray,
  input: number,
  f: (data: Float64Array) => number,
  { x, what, eps, tolerance }: Comparison & { readonly x: NDArray },
): void {
  const slopes = gradient.toFlat();
  const data = Float64Array.from(x.toFlat());
  for (let i = 0; i < data.length; i++) {
    const middle = data[i]!;
    data[i] = middle + eps;
    const above = f(data);
    data[i] = middle - eps;
    const below = f(data);
    data[i] = middle;
    const wanted = (above - below) / (2 * eps);
    const found = slopes[i]!;
    if (Math.abs(found - wanted) <= tolerance * Math.max(1, Math.abs(wanted))) continue;
    throw new Error(`${what} of input ${input} at [${indexOf(i, x.shape)}] is off: found ${found}, wanted ${wanted}`);
  }
}

function indexOf(flat: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = flat;
  for (const d of [...shape].reverse()) {
    index.unshift(rest % d);
    rest = Math.floor(rest / d);
  }
  return index;
}
