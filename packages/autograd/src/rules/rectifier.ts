import type { NDArray } from '@zero-to-gpt/linalg';
import { only, type Traced, type Vocabulary } from '../tape/vocabulary.ts';

/** y = x above 0, else slope·x (Maas et al. 2013). At 0 the slope counts, as in PyTorch. */
export function leakyRelu<A extends Vocabulary<A>>(x: A, slope: number): Traced<A> {
  return {
    name: 'leakyRelu',
    values: [x.relu().add(x.minimum(0).mul(slope))],
    saved: [x],
    backward(dys) {
      const { above, below } = sides(x);
      return [only(dys).mul(below.mul(slope).add(above))];
    },
  };
}

/** As `leakyRelu` with slopes that are learned (He et al. 2015): w broadcasts to x, dw = dy·min(x, 0). */
export function prelu<A extends Vocabulary<A>>(x: A, w: A): Traced<A> {
  return {
    name: 'prelu',
    values: [x.relu().add(x.minimum(0).mul(w))],
    saved: [x, w],
    backward(dys, needs) {
      const dy = only(dys);
      const { above, below } = sides(x);
      return [needs[0] ? dy.mul(above).add(dy.mul(below).mul(w)) : null, needs[1] ? dy.mul(x.minimum(0)) : null];
    },
  };
}

/** y = x above 0, else α·(eˣ − 1), which is smooth at 0 for α = 1 (Clevert et al. 2015). */
export function elu<A extends Vocabulary<A>>(x: A, alpha: number): Traced<A> {
  const power = () => x.minimum(0).exp();
  return {
    name: 'elu',
    values: [x.relu().add(power().sub(1).mul(alpha))],
    saved: [x],
    backward(dys) {
      const { above, below } = sides(x);
      return [only(dys).mul(power().mul(below).mul(alpha).add(above))];
    },
  };
}

/** y = x between two bounds, else the bound: slope 1 strictly between them, else 0. */
export function hardtanh<A extends Vocabulary<A>>(x: A, low: number, high: number): Traced<A> {
  return {
    name: 'hardtanh',
    values: [x.maximum(low).minimum(high)],
    saved: [x],
    backward: (dys) => [only(dys).mul(x.greater(low)).mul(x.less(high))],
  };
}

/** y = ln(1 + eˣ), without overflow: slope σ(x). */
export function softplus<A extends Vocabulary<A>>(x: A): Traced<A> {
  return {
    name: 'softplus',
    values: [x.relu().add(x.abs().neg().exp().log1p())],
    saved: [x],
    backward: (dys) => [only(dys).mul(x.sigmoid())],
  };
}

/** Where x is above 0, and where not, as 1 and 0 of its dtype. */
function sides<A extends Vocabulary<A>>(x: A): { above: NDArray; below: NDArray } {
  const above = x.greater(0).astype(x.dtype);
  return { above, below: above.neg().add(1) };
}
