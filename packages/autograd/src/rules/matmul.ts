import { only, type Traced, type Vocabulary } from '../tape/vocabulary.ts';

/** y = a·b over the last two axes, leading axes broadcast: da = dy·bᵀ, db = aᵀ·dy. Both have two axes or more. */
export function matmul<A extends Vocabulary<A>>(a: A, b: A): Traced<A> {
  return {
    name: 'matmul',
    values: [a.matmul(b)],
    saved: [a, b],
    backward(dys, needs) {
      const dy = only(dys);
      return [needs[0] ? dy.matmul(b.mT) : null, needs[1] ? gradientOfRight(a, b, dy) : null];
    },
  };
}

/** A right side without leading axes has met every row of `a`: one product over all rows sums over them. */
function gradientOfRight<A extends Vocabulary<A>>(a: A, b: A, dy: A): A {
  if (b.ndim > 2 || a.ndim === 2) return a.mT.matmul(dy);
  return rows(a).mT.matmul(rows(dy));
}

/** The leading axes taken together: (…, n) → (rows, n). */
export function rows<A extends Vocabulary<A>>(x: A): A {
  if (x.ndim === 2) return x;
  const width = x.shape.at(-1) ?? 1;
  return x.reshape(width === 0 ? 0 : x.size / width, width);
}
