import type { AxisOptions } from '@zero-to-gpt/linalg';
import { only, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { keepAxes } from './reduce.ts';

/** y = √Σ x² over axes: slope x/y; 0 where y is 0. */
export function euclidean<A extends Vocabulary<A>>(x: A, options: AxisOptions): Traced<A> {
  const y = x.mul(x).sum(options).sqrt();
  return {
    name: 'norm',
    values: [y],
    saved: [x, y],
    backward(dys) {
      const share = only(dys).div(y.add(y.equal(0)));
      return [x.mul(keepAxes(share, x.shape, options))];
    },
  };
}

/** y = (Σ|x|ᵖ)^(1/p) over axes: slope sign(x)·(|x|/y)ᵖ⁻¹; 0 where x or y is 0. */
export function pNorm<A extends Vocabulary<A>>(x: A, p: number, options: AxisOptions): Traced<A> {
  const y = x
    .abs()
    .pow(p)
    .sum(options)
    .pow(1 / p);
  return {
    name: 'norm',
    values: [y],
    saved: [x, y],
    backward(dys) {
      const share = only(dys).div(y.add(y.equal(0)).pow(p - 1));
      const size = x.abs().add(x.equal(0));
      return [
        x
          .sign()
          .mul(size.pow(p - 1))
          .mul(keepAxes(share, x.shape, options)),
      ];
    },
  };
}
