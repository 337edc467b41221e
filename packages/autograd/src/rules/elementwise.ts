import type { NDArray } from '@zero-to-gpt/linalg';
import { only, type Traced, type Vocabulary } from '../tape/vocabulary.ts';

/** y = a + b. */
export function add<A extends Vocabulary<A>>(a: A, b: A | number): Traced<A> {
  return { name: 'add', values: [a.add(b)], backward: ([dy]) => [dy!, dy!] };
}

/** y = a − b. */
export function sub<A extends Vocabulary<A>>(a: A, b: A | number): Traced<A> {
  return { name: 'sub', values: [a.sub(b)], backward: (dys, needs) => [only(dys), needs[1] ? only(dys).neg() : null] };
}

/** y = a · b: da = dy·b, db = dy·a. */
export function mul<A extends Vocabulary<A>>(a: A, b: A | number): Traced<A> {
  return {
    name: 'mul',
    values: [a.mul(b)],
    saved: typeof b === 'number' ? [] : [a, b],
    backward: (dys, needs) => [needs[0] ? only(dys).mul(b) : null, needs[1] ? only(dys).mul(a) : null],
  };
}

/** y = a / b: da = dy/b, db = −dy·y/b. */
export function div<A extends Vocabulary<A>>(a: A, b: A | number): Traced<A> {
  const y = a.div(b);
  return {
    name: 'div',
    values: [y],
    saved: typeof b === 'number' ? [] : [b, y],
    backward(dys, needs) {
      const da = only(dys).div(b);
      return [da, needs[1] ? da.mul(y).neg() : null];
    },
  };
}

/** y = aᵇ: da = dy·b·aᵇ⁻¹ (0 where both are 0), db = dy·y·ln a (0 where a is 0, as y is flat there). */
export function pow<A extends Vocabulary<A>>(a: A, b: A | number): Traced<A> {
  const y = a.pow(b);
  if (typeof b === 'number')
    return {
      name: 'pow',
      values: [y],
      saved: [a],
      backward: (dys) => [only(dys).mul(b === 0 ? 0 : a.pow(b - 1).mul(b))],
    };
  return {
    name: 'pow',
    values: [y],
    saved: [a, b, y],
    backward: (dys, needs) => [
      needs[0]
        ? only(dys)
            .mul(b)
            .mul(a.pow(b.sub(1).add(a.equal(0).mul(b.equal(0)))))
        : null,
      needs[1]
        ? only(dys)
            .mul(y)
            .mul(a.add(a.equal(0)).log())
        : null,
    ],
  };
}

/** y = −x. */
export function neg<A extends Vocabulary<A>>(x: A): Traced<A> {
  return { name: 'neg', values: [x.neg()], backward: (dys) => [only(dys).neg()] };
}

/** y = |x|: the sign of x, 0 at 0. */
export function abs<A extends Vocabulary<A>>(x: A): Traced<A> {
  return {
    name: 'abs',
    values: [x.abs()],
    saved: [x],
    backward: (dys) => [
      only(dys)
        .mul(x.greater(0))
        .sub(only(dys).mul(x.less(0))),
    ],
  };
}

/** y = eˣ: its own slope. */
export function exp<A extends Vocabulary<A>>(x: A): Traced<A> {
  const y = x.exp();
  return { name: 'exp', values: [y], saved: [y], backward: (dys) => [only(dys).mul(y)] };
}

/** y = ln x: slope 1/x. */
export function log<A extends Vocabulary<A>>(x: A): Traced<A> {
  return { name: 'log', values: [x.log()], saved: [x], backward: (dys) => [only(dys).div(x)] };
}

/** y = ln(1 + x): slope 1/(1 + x). */
export function log1p<A extends Vocabulary<A>>(x: A): Traced<A> {
  return { name: 'log1p', values: [x.log1p()], saved: [x], backward: (dys) => [only(dys).div(x.add(1))] };
}

/** y = √x: slope 1/(2y). */
export function sqrt<A extends Vocabulary<A>>(x: A): Traced<A> {
  const y = x.sqrt();
  return { name: 'sqrt', values: [y], saved: [y], backward: (dys) => [only(dys).div(y.mul(2))] };
}

/** y = sin x: slope cos x. */
export function sin<A extends Vocabulary<A>>(x: A): Traced<A> {
  return { name: 'sin', values: [x.sin()], saved: [x], backward: (dys) => [only(dys).mul(x.cos())] };
}

/** y = cos x: slope −sin x. */
export function cos<A extends Vocabulary<A>>(x: A): Traced<A> {
  return { name: 'cos', values: [x.cos()], saved: [x], backward: (dys) => [only(dys).mul(x.sin()).neg()] };
}

/** y = erf x: slope 2/√π · e^(−x²). */
export function erf<A extends Vocabulary<A>>(x: A): Traced<A> {
  const slope = 2 / Math.sqrt(Math.PI);
  return {
    name: 'erf',
    values: [x.erf()],
    saved: [x],
    backward: (dys) => [only(dys).mul(x.mul(x).neg().exp().mul(slope))],
  };
}

/** The larger of two; where they tie, each gets half of the gradient. */
export function maximum<A extends Vocabulary<A>>(a: A, b: A | number): Traced<A> {
  return choose('maximum', a, b, a.maximum(b), () => share(a.greater(b), a.equal(b), a));
}

/** The smaller of two; where they tie, each gets half of the gradient. */
export function minimum<A extends Vocabulary<A>>(a: A, b: A | number): Traced<A> {
  return choose('minimum', a, b, a.minimum(b), () => share(a.less(b), a.equal(b), a));
}

/** How much of dy goes to `a`: 1, 0, or a half where they tie. */
function share(wins: NDArray, ties: NDArray, { dtype }: { readonly dtype: NDArray['dtype'] }): NDArray {
  return wins.astype(dtype).add(ties.astype(dtype).mul(0.5));
}

function choose<A extends Vocabulary<A>>(name: string, a: A, b: A | number, y: A, shareOfA: () => NDArray): Traced<A> {
  return {
    name,
    values: [y],
    saved: typeof b === 'number' ? [a] : [a, b],
    backward(dys, needs) {
      const da = only(dys).mul(shareOfA());
      return [da, needs[1] ? only(dys).sub(da) : null];
    },
  };
}
