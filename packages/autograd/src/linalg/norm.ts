import { checkOptions, type linalg, normalizeAxis } from '@zero-to-gpt/linalg';
import * as rules from '../rules/index.ts';
import { apply, applyOne, type Tensor } from '../tensor.ts';

/**
 * Length of a vector or size of a matrix, with the orders of linalg's `norm`. The slope of a length 0 is 0. Runs on every
 * device, but for the orders 2, −2 and 'nuc' of matrices, which need singular values.
 *
 * @example
 * ```ts
 * import { linalg, tensor } from '@zero-to-gpt/autograd';
 *
 * const x = tensor([3, 4], { requiresGrad: true });
 * const length = linalg.norm(x);
 * length.item(); // → 5
 * length.backward();
 * x.grad!.toString(); // → '[0.6 0.8]'
 * ```
 * @throws RangeError where the order is none of these, or the shape is neither a vector's nor a matrix's and no axis says
 * which to take
 */
export function norm(x: Tensor, options: linalg.NormOptions = {}): Tensor {
  const { ord, axis, keepdims = false } = checkOptions('linalg.norm', options, ['ord', 'axis', 'keepdims']);
  if (axis === undefined && ord !== undefined && x.ndim !== 1 && x.ndim !== 2)
    throw new RangeError(`Cannot take the norm ${ord} of [${x.shape}]: wanted one or two axes; name them by { axis }`);
  const axes =
    axis === undefined
      ? [...x.shape.keys()]
      : (typeof axis === 'number' ? [axis] : axis).map((a) => normalizeAxis(a, x.ndim));
  if (axes.length === 2 && axes[0] === axes[1]) throw new RangeError(`Cannot take the norm over axis ${axes[0]} twice`);
  if (ord !== undefined && axes.length === 2) return matrixNorm(x, ord, axes as [number, number], keepdims);
  return vectorNorm(x, ord ?? 2, axes, keepdims);
}

function vectorNorm(x: Tensor, ord: linalg.NormOrder, axis: readonly number[], keepdims: boolean): Tensor {
  if (typeof ord === 'string') throw new RangeError(`Cannot take the norm '${ord}' of a vector: it is for matrices`);
  if (Number.isNaN(ord)) throw new RangeError('Cannot take the norm NaN: wanted a number p');
  const options = { axis, keepdims };
  if (ord === 2) return applyOne((a) => rules.euclidean(a, options), x);
  if (ord === 1) return x.abs().sum(options);
  if (ord === Infinity) return x.abs().max(options);
  if (ord === -Infinity) return x.abs().min(options);
  if (ord === 0) return x.mul(0).add(x.notEqual(0)).sum(options); // how many: flat
  return applyOne((a) => rules.pNorm(a, ord, options), x);
}

function matrixNorm(
  x: Tensor,
  ord: linalg.NormOrder,
  [rows, columns]: readonly [number, number],
  keepdims: boolean,
): Tensor {
  if (ord === 'fro') return vectorNorm(x, 2, [rows, columns], keepdims);
  if (ord === 1 || ord === -1) return ofSums(x, rows, columns, ord > 0, keepdims);
  if (ord === Infinity || ord === -Infinity) return ofSums(x, columns, rows, ord > 0, keepdims);
  if (ord !== 2 && ord !== -2 && ord !== 'nuc')
    throw new RangeError(
      `Cannot take the norm ${ord} of a matrix: wanted 1, 2, Infinity, their negatives, 'fro' or 'nuc'`,
    );
  const rest = [...x.shape.keys()].filter((i) => i !== rows && i !== columns);
  const s = apply(rules.svd, x.permute(...rest, rows, columns))[1]!; // (…, K)
  const y = ord === 'nuc' ? s.sum({ axis: -1 }) : ord === 2 ? s.max({ axis: -1 }) : s.min({ axis: -1 });
  return keepdims ? y.reshape(...x.shape.map((d, i) => (i === rows || i === columns ? 1 : d))) : y;
}

/** The largest, or the smallest, of the sums of |x| over one axis, along the other. */
function ofSums(x: Tensor, over: number, along: number, largest: boolean, keepdims: boolean): Tensor {
  const sums = x.abs().sum({ axis: over, keepdims: true });
  const y = largest ? sums.max({ axis: along, keepdims: true }) : sums.min({ axis: along, keepdims: true });
  return keepdims ? y : y.reshape(...x.shape.filter((_, i) => i !== over && i !== along));
}
