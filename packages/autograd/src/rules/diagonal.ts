import { NDArray, type Shape, tril as trilArray, triu as triuArray, zeros } from '@zero-to-gpt/linalg';
import { only, run, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { onArrays } from './on-arrays.ts';

/** The diagonal of the last two axes: (…, M, N) → (…, min(M, N)). The gradient is 0 beside it. */
export function diagonal<A extends Vocabulary<A>>(x: A): Traced<A> {
  const { shape } = x;
  return {
    name: 'diagonal',
    values: [onArrays(x, along, diagonal)],
    backward: (dys) => [run((dy) => onDiagonal(dy, shape), only(dys))],
  };
}

/** Zeros of a shape with `x` on the diagonal of the last two axes: the way back of `diagonal`, whose own way back is `diagonal`. */
export function onDiagonal<A extends Vocabulary<A>>(x: A, shape: Shape): Traced<A> {
  const placed = onArrays(
    x,
    (line) => {
      const { dtype, device } = line;
      const out = zeros(shape, { dtype, device });
      using place = along(out);
      place.assign(line);
      return out;
    },
    (a) => onDiagonal(a, shape),
  );
  return { name: 'onDiagonal', values: [placed], backward: (dys) => [run(diagonal, only(dys))] };
}

/** A view along the diagonal: one step is one row and one column. */
function along(x: NDArray): NDArray {
  if (x.ndim < 2) throw new RangeError(`Cannot take the diagonal of [${x.shape}]: expected at least 2 axes`);
  const { storage, offset, device, shape, strides } = x;
  return new NDArray(
    {
      storage,
      offset,
      shape: [...shape.slice(0, -2), Math.min(shape.at(-2)!, shape.at(-1)!)],
      strides: [...strides.slice(0, -2), strides.at(-2)! + strides.at(-1)!],
    },
    device,
  );
}

/** Zeros above diagonal k of the last two axes: no gradient comes back from there. */
export function tril<A extends Vocabulary<A>>(x: A, k: number): Traced<A> {
  const lower = onArrays(
    x,
    (a) => trilArray(a, k),
    (a) => tril(a, k),
  );
  return { name: 'tril', values: [lower], backward: (dys) => [run((dy) => tril(dy, k), only(dys))] };
}

/** Zeros below diagonal k of the last two axes: no gradient comes back from there. */
export function triu<A extends Vocabulary<A>>(x: A, k: number): Traced<A> {
  const upper = onArrays(
    x,
    (a) => triuArray(a, k),
    (a) => triu(a, k),
  );
  return { name: 'triu', values: [upper], backward: (dys) => [run((dy) => triu(dy, k), only(dys))] };
}
