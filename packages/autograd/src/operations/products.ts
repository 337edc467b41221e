import type { NDArray } from '@zero-to-gpt/linalg';
import * as rules from '../rules/index.ts';
import { applyOne, Tensor } from '../tensor.ts';

/** Every element of `a` times every element of `b`, both flattened: (M), (N) → (M, N). */
export function outer(a: Tensor, b: Tensor | NDArray): Tensor {
  return a.reshape(-1, 1).mul(b.reshape(1, -1));
}

/**
 * Einstein's summation, as linalg's: names the axes of each tensor, multiplies what has the same name, and sums over the
 * names that the result does not have. Arrays are constants.
 *
 * @example
 * ```ts
 * import { einsum, tensor } from '@zero-to-gpt/autograd';
 *
 * const a = tensor([[1, 2], [3, 4]], { requiresGrad: true });
 * einsum('ij,jk->', a, tensor([[1, 0], [0, 1]])).backward();
 * a.grad!.toArray(); // → [[1, 1], [1, 1]]
 * ```
 * @throws RangeError for subscripts that do not fit
 */
export function einsum(subscripts: string, ...operands: (Tensor | NDArray)[]): Tensor {
  const tensors = operands.map((x) => (x instanceof Tensor ? x : new Tensor(x)));
  return applyOne((...xs) => rules.einsum(subscripts, xs), ...tensors);
}
