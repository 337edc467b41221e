import { type AxisOptions, normalizeAxes, type Shape } from '@zero-to-gpt/linalg';
import { only, type Traced, type Vocabulary } from '../tape/vocabulary.ts';

/** Sum over axes: every element gets the whole gradient. */
export function sum<A extends Vocabulary<A>>(x: A, options: AxisOptions = {}): Traced<A> {
  const { shape } = x;
  return {
    name: 'sum',
    values: [x.sum(options)],
    backward: (dys) => [keepAxes(only(dys), shape, options).expand(...shape)],
  };
}

/** Mean over axes: every element gets an equal part. */
export function mean<A extends Vocabulary<A>>(x: A, options: AxisOptions = {}): Traced<A> {
  const { shape } = x;
  const y = x.mean(options);
  const count = x.size / y.size;
  return {
    name: 'mean',
    values: [y],
    backward: (dys) => [
      keepAxes(only(dys), shape, options)
        .div(count)
        .expand(...shape),
    ],
  };
}

/** Largest element over axes: those that tie share the gradient equally. */
export function max<A extends Vocabulary<A>>(x: A, options: AxisOptions = {}): Traced<A> {
  return extreme('max', x, x.max(options), options);
}

/** Smallest element over axes: those that tie share the gradient equally. */
export function min<A extends Vocabulary<A>>(x: A, options: AxisOptions = {}): Traced<A> {
  return extreme('min', x, x.min(options), options);
}

function extreme<A extends Vocabulary<A>>(name: string, x: A, y: A, options: AxisOptions): Traced<A> {
  return {
    name,
    values: [y],
    saved: [x, y],
    backward(dys) {
      const chosen = x.equal(keepAxes(y, x.shape, options)).astype(x.dtype); // an array: which ones is constant
      const ties = chosen.sum({ ...options, keepdims: true });
      return [keepAxes(only(dys), x.shape, options).mul(chosen.div(ties))];
    },
  };
}

/** A reduced array with the reduced axes of `shape` back as 1, so that it broadcasts. */
export function keepAxes<A extends Vocabulary<A>>(
  reduced: A,
  shape: Shape,
  { axis, keepdims = false }: AxisOptions,
): A {
  if (keepdims) return reduced;
  const axes = normalizeAxes(axis, shape.length);
  return reduced.reshape(...shape.map((d, i) => (axes.includes(i) ? 1 : d)));
}
