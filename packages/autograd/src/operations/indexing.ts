import { checkOptions, type NDArray, normalizeAxis } from '@zero-to-gpt/linalg';
import * as rules from '../rules/index.ts';
import { applyOne, type Tensor } from '../tensor.ts';

/** Which axis the indices count. */
export interface AlongAxisOptions {
  /** Negative ones count from the right. Default −1. */
  axis?: number;
}

/**
 * One element of an axis for each of `indices` (int32), which lie beside it, as NumPy's `take_along_axis`: shapes are
 * alike but for the axis, and axes of 1 broadcast. Negative indices count from the end.
 *
 * @example
 * ```ts
 * import { takeAlongAxis, tensor } from '@zero-to-gpt/autograd';
 *
 * const x = tensor([[3, 1, 2], [6, 5, 4]]);
 * takeAlongAxis(x, x.argsort({ axis: 1 }), { axis: 1 }).value.toArray(); // → [[1, 2, 3], [4, 5, 6]]
 * ```
 * @throws RangeError where shapes do not fit, and for indices outside (where the host can see them); TypeError for
 * indices that are not int32
 */
export function takeAlongAxis(x: Tensor, indices: NDArray, options: AlongAxisOptions = {}): Tensor {
  const { axis = -1 } = checkOptions('takeAlongAxis', options, ['axis']);
  return applyOne((a) => rules.takeAlongAxis(a, indices, axis), x);
}

/**
 * As `takeAlongAxis`, but PyTorch's `gather`: the other axes of `indices` may be shorter than the tensor's, whose first
 * positions are meant then, and nothing broadcasts: out[i][j] = x[indices[i][j]][j] for axis 0.
 *
 * @example
 * ```ts
 * import { gather, tensor } from '@zero-to-gpt/autograd';
 * import { array } from '@zero-to-gpt/linalg';
 *
 * const x = tensor([[1, 2], [3, 4]]);
 * gather(x, array([[1, 0]], { dtype: 'int32' }), { axis: 0 }).value.toArray(); // → [[3, 2]]
 * ```
 * @throws as `takeAlongAxis`
 */
export function gather(x: Tensor, indices: NDArray, options: AlongAxisOptions = {}): Tensor {
  const { axis = -1 } = checkOptions('gather', options, ['axis']);
  const at = normalizeAxis(axis, x.ndim);
  if (indices.ndim !== x.ndim || indices.shape.some((d, i) => i !== at && d > x.shape[i]!))
    throw new RangeError(
      `Cannot gather from [${x.shape}] along axis ${axis} at [${indices.shape}]: expected as many axes, none but that one longer`,
    );
  return takeAlongAxis(first(x, indices, at), indices, { axis: at });
}

/**
 * A copy of `x` to which the elements of `source` are added, each at its index (int32) along the axis: PyTorch's
 * `scatter_add`, x[indices[i][j]][j] += source[i][j] for axis 0. What meets in one place is summed.
 *
 * @example
 * ```ts
 * import { scatterAdd, tensor } from '@zero-to-gpt/autograd';
 * import { array } from '@zero-to-gpt/linalg';
 *
 * const at = array([0, 2, 0], { dtype: 'int32' });
 * scatterAdd(tensor([0, 0, 0]), at, tensor([1, 2, 3])).value.toArray(); // → [4, 0, 2]
 * ```
 * @throws as `takeAlongAxis`
 */
export function scatterAdd(x: Tensor, indices: NDArray, source: Tensor, options: AlongAxisOptions = {}): Tensor {
  const { axis = -1 } = checkOptions('scatterAdd', options, ['axis']);
  const at = normalizeAxis(axis, x.ndim);
  const fits = (shape: readonly number[]) =>
    shape.length === indices.ndim && indices.shape.every((d, i) => i === at || d <= shape[i]!);
  if (!fits(x.shape) || !fits(source.shape) || indices.shape[at]! > source.shape[at]!)
    throw new RangeError(
      `Cannot add [${source.shape}] to [${x.shape}] along axis ${axis} at [${indices.shape}]: expected as many axes, and indices no longer than either`,
    );
  const window = first(x, indices, at).shape; // what the indices can reach
  const added = applyOne(
    (a) => rules.addAlongAxis(a, indices, window, at),
    source.slice(...indices.shape.map((d) => ({ stop: d }))),
  );
  const whole = window.every((d, i) => d === x.shape[i]);
  return x.add(
    whole
      ? added
      : applyOne(
          (a) =>
            rules.place(
              a,
              x.shape,
              window.map((d) => ({ stop: d })),
            ),
          added,
        ),
  );
}

/** The first positions of every axis but one, as many as the indices have. */
function first(x: Tensor, indices: NDArray, axis: number): Tensor {
  if (indices.shape.every((d, i) => i === axis || d === x.shape[i])) return x;
  return x.slice(...indices.shape.map((d, i) => (i === axis ? {} : { stop: d })));
}
