import type { SpreadOptions } from '@zero-to-gpt/linalg';
import { only, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { keepAxes } from './reduce.ts';

/** Mean squared distance from the mean: slope 2·(x − mean) / (n − correction). */
export function variance<A extends Vocabulary<A>>(x: A, options: SpreadOptions = {}): Traced<A> {
  const y = x.var(options);
  const { size } = y;
  return {
    name: 'var',
    values: [y],
    saved: [x],
    backward: (dys) => [
      keepAxes(only(dys), x.shape, options)
        .mul(centred(x, size, options))
        .mul(2),
    ],
  };
}

/** Standard deviation: slope (x − mean) / (n − correction) / y; 0 where all elements are equal. */
export function std<A extends Vocabulary<A>>(x: A, options: SpreadOptions = {}): Traced<A> {
  const y = x.std(options);
  return {
    name: 'std',
    values: [y],
    saved: [x, y],
    backward(dys) {
      const dy = only(dys).div(y.add(y.equal(0)));
      return [keepAxes(dy, x.shape, options).mul(centred(x, y.size, options))];
    },
  };
}

/** Distances from the mean over n − correction. */
function centred<A extends Vocabulary<A>>(x: A, lanes: number, { axis, correction = 0 }: SpreadOptions): A {
  const mean = x.mean({ ...(axis !== undefined && { axis }), keepdims: true });
  return x.sub(mean).div(x.size / lanes - correction);
}
