import type { DType } from '@zero-to-gpt/linalg';
import { only, type Traced, type Vocabulary } from '../tape/vocabulary.ts';

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
export function astype<A extends Vocabulary<A>>(x: A, dtype: DType): Traced<A> {
  const from = x.dtype;
  return { name: 'astype', values: [x.astype(dtype)], backward: (dys) => [only(dys).astype(from)] };
}

function back<A extends Vocabulary<A>>(name: string, { shape }: A, y: A): Traced<A> {
  return { name, values: [y], backward: (dys) => [only(dys).reshape(...shape)] };
}
