import type { AxisOptions } from '@zero-to-gpt/linalg';
import { only, type Traced, type Vocabulary } from '../vocabulary.ts';
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
