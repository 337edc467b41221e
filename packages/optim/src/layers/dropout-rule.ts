import { only, run, type Traced, type Vocabulary } from '@zero-to-gpt/autograd';
import { empty, emptyLike, NDArray, Random } from '@zero-to-gpt/linalg';

/**
 * y = x·mask/(1 − p), where the mask is 1 with probability 1 − p; dx = dy·mask/(1 − p). A seed always gives the same mask:
 * where the device has the kernel, the way back draws it again, and nothing is kept.
 */
export function dropoutRule<A extends Vocabulary<A>>(x: A, seed: number, p: number): Traced<A> {
  const y = fused(x, seed, p);
  if (!y) return composed(x, seed, p);
  return { name: 'dropout', values: [y], backward: (dys) => [run((dy) => dropoutRule(dy, seed, p), only(dys))] };
}

function composed<A extends Vocabulary<A>>(x: A, seed: number, p: number): Traced<A> {
  const draws = new Random(seed).uniform(x.shape, { device: x.device }); // in [0, 1)
  const factor = empty(x.shape, { dtype: x.dtype, device: x.device });
  // p is rounded, as kernels round it: so every device keeps the same elements
  x.device.where(draws.greaterEqual(Math.fround(p)), p < 1 ? 1 / (1 - p) : 0, 0, factor);
  return {
    name: 'dropout',
    values: [x.mul(factor)],
    saved: [factor],
    backward: (dys) => [only(dys).mul(factor)],
  };
}

/** The device's kernel, for arrays that it takes. Cast: A is NDArray where x is one. */
function fused<A>(x: A, seed: number, p: number): A | null {
  if (!(x instanceof NDArray) || !x.device.kernels.dropout) return null;
  const y = emptyLike(x);
  return x.device.kernels.dropout(x.contiguous(), y, { p, seed, offset: 0 }) ? (y as unknown as A) : null;
}
