import { emptyLike, logSumExp as logSumExpOfArray, NDArray, normalizeAxis } from '@zero-to-gpt/linalg';
import { only, run, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { where } from './join.ts';
import { onArrays } from './on-arrays.ts';
import { keepAxes } from './reduce.ts';

/** y = eˣ / Σ eˣ along an axis: dx = y·(dy − Σ dy·y). One kernel where the device has one for the last axis. */
export function softmax<A extends Vocabulary<A>>(x: A, axis = -1): Traced<A> {
  const last = normalizeAxis(axis, x.ndim) === x.ndim - 1;
  const y = (last ? forward(x) : null) ?? composed(x, axis);
  return {
    name: 'softmax',
    values: [y],
    saved: [y],
    backward(dys) {
      const dy = only(dys);
      return [(last ? backward(dy, y) : null) ?? dy.sub(dy.mul(y).sum({ axis, keepdims: true })).mul(y)];
    },
  };
}

/** y = x − ln Σ eˣ along an axis: dx = dy − eʸ·Σ dy. Exact where softmax underflows. */
export function logSoftmax<A extends Vocabulary<A>>(x: A, axis = -1): Traced<A> {
  const shifted = x.size === 0 ? x : x.sub(x.max({ axis, keepdims: true })); // nothing is the largest of none
  const y = shifted.sub(shifted.exp().sum({ axis, keepdims: true }).log());
  return {
    name: 'logSoftmax',
    values: [y],
    saved: [y],
    backward(dys) {
      const dy = only(dys);
      return [dy.sub(y.exp().mul(dy.sum({ axis, keepdims: true })))];
    },
  };
}

/** y = ln Σ eˣ along an axis: dx = softmax(x)·dy; 0 where all of x is −∞. */
export function logSumExp<A extends Vocabulary<A>>(
  x: A,
  options: { readonly axis: number; readonly keepdims: boolean },
): Traced<A> {
  const y = onArrays(
    x,
    (a) => logSumExpOfArray(a, options),
    (a) => logSumExp(a, options),
  );
  return {
    name: 'logSumExp',
    values: [y],
    saved: [x, y],
    backward(dys) {
      const top = run((sum) => where(sum.equal(-Infinity), 0, sum), y); // −∞ less itself would be NaN
      const shares = x.sub(keepAxes(top, x.shape, options)).exp();
      return [shares.mul(keepAxes(only(dys), x.shape, options))];
    },
  };
}

/** The largest element is taken off first, so that nothing overflows. */
function composed<A extends Vocabulary<A>>(x: A, axis: number): A {
  if (x.size === 0) return x.exp(); // of the same shape
  const e = x.sub(x.max({ axis, keepdims: true })).exp();
  return e.div(e.sum({ axis, keepdims: true }));
}

/** The device's kernel, for arrays that it takes. Casts: A is NDArray where x is one. */
function forward<A>(x: A): A | null {
  if (!(x instanceof NDArray) || !x.device.kernels.softmax) return null;
  const out = emptyLike(x);
  return x.device.kernels.softmax(x, out) ? (out as A) : null;
}

function backward<A>(dy: A, y: A): A | null {
  if (!(y instanceof NDArray) || !(dy instanceof NDArray) || !y.device.kernels.softmaxBackward) return null;
  const out = emptyLike(y);
  return y.device.kernels.softmaxBackward(dy.contiguous(), y, out) ? (out as A) : null;
}
