import {
  where as choose,
  concat as concatArrays,
  type DType,
  empty,
  type NDArray,
  type Range,
  zeros,
} from '@zero-to-gpt/linalg';
import { only, type Traced, type Vocabulary } from '../vocabulary.ts';

/** The same elements in another shape. */
export function reshape<A extends Vocabulary<A>>(x: A, shape: readonly number[]): Traced<A> {
  return back('reshape', x, x.reshape(...shape));
}

/** Without an axis of size 1, or without all of them. */
export function squeeze<A extends Vocabulary<A>>(x: A, axis?: number): Traced<A> {
  return back('squeeze', x, axis === undefined ? x.squeeze() : x.squeeze(axis));
}

/** With a new axis of size 1. */
export function unsqueeze<A extends Vocabulary<A>>(x: A, axis: number): Traced<A> {
  return back('unsqueeze', x, x.unsqueeze(axis));
}

/** Two axes exchanged. */
export function transpose<A extends Vocabulary<A>>(x: A, i: number, j: number): Traced<A> {
  return { name: 'transpose', values: [x.transpose(i, j)], backward: (dys) => [only(dys).transpose(i, j)] };
}

/** The axes in another order: back by the inverse permutation. */
export function permute<A extends Vocabulary<A>>(x: A, axes: readonly number[]): Traced<A> {
  const inverse = new Array<number>(axes.length);
  for (const [to, from] of axes.entries()) inverse[from < 0 ? from + axes.length : from] = to;
  return { name: 'permute', values: [x.permute(...axes)], backward: (dys) => [only(dys).permute(...inverse)] };
}

/** Repeats axes of size 1; the tape sums the gradient over the repeats. */
export function expand<A extends Vocabulary<A>>(x: A, shape: readonly number[]): Traced<A> {
  return { name: 'expand', values: [x.expand(...shape)], backward: (dys) => [only(dys)] };
}

/** The elements in another dtype; the gradient comes back in the first. */
export function astype(x: NDArray, dtype: DType): Traced<NDArray> {
  const from = x.dtype;
  return { name: 'astype', values: [x.astype(dtype)], backward: (dys) => [only(dys).astype(from)] };
}

/** A window, one entry an axis: the gradient is 0 outside it. */
export function slice(x: NDArray, ranges: readonly (number | Range)[]): Traced<NDArray> {
  const { shape, dtype, device } = x;
  return {
    name: 'slice',
    values: [x.slice(...ranges)],
    backward(dys) {
      const dx = zeros(shape, { dtype, device });
      dx.slice(...ranges).assign(only(dys));
      return [dx];
    },
  };
}

/** Equal parts along an axis, as views: their gradients are laid side by side. */
export function split(x: NDArray, parts: number, axis: number): Traced<NDArray> {
  const { shape, dtype, device } = x;
  return {
    name: 'split',
    values: x.split(parts, { axis }),
    backward(dys) {
      const dx = dys.includes(null) ? zeros(shape, { dtype, device }) : empty(shape, { dtype, device });
      for (const [i, part] of dx.split(parts, { axis }).entries()) {
        const dy = dys[i];
        if (dy) part.assign(dy);
      }
      return [dx];
    },
  };
}

/** Arrays laid side by side along an axis: each takes its window of the gradient. */
export function concat(inputs: readonly NDArray[], axis: number): Traced<NDArray> {
  const y = concatArrays([...inputs], { axis });
  const at = axis < 0 ? axis + y.ndim : axis;
  const lengths = inputs.map((x) => x.shape[at]!);
  return {
    name: 'concat',
    values: [y],
    backward(dys, needs) {
      let start = 0;
      return lengths.map((length, i) => {
        const range = { start, stop: start + length };
        start = range.stop;
        return needs[i] ? only(dys).slice(...Array<Range>(at).fill({}), range) : null;
      });
    },
  };
}

/** `a` where the mask is 1, else `b`: each gets the gradient where it was taken. Numbers are constants. */
export function where(mask: NDArray, a: NDArray | number, b: NDArray | number): Traced<NDArray> {
  return {
    name: 'where',
    values: [choose(mask, a, b)],
    saved: [mask],
    backward(dys) {
      const da = typeof a === 'number' ? [] : [choose(mask, only(dys), 0)];
      const db = typeof b === 'number' ? [] : [choose(mask, 0, only(dys))];
      return [...da, ...db];
    },
  };
}

function back<A extends Vocabulary<A>>(name: string, { shape }: A, y: A): Traced<A> {
  return { name, values: [y], backward: (dys) => [only(dys).reshape(...shape)] };
}
