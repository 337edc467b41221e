import { linalg, NDArray } from '@zero-to-gpt/linalg';
import { only, run, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { onArrays } from './on-arrays.ts';

/** Y = A⁻¹ (…, N, N): dA = −Yᵀ·dY·Yᵀ. */
export function inv<A extends Vocabulary<A>>(a: A): Traced<A> {
  const y = onArrays(a, linalg.inv, inv);
  return { name: 'inv', values: [y], saved: [y], backward: (dys) => [y.mT.matmul(only(dys)).matmul(y.mT).neg()] };
}

/** The X of A·X = B for A (…, N, N) and B (…, N, K) or a vector (N): dB = A⁻ᵀ·dX, dA = −dB·Xᵀ. */
export function solve<A extends Vocabulary<A>>(a: A, b: A): Traced<A> {
  const x =
    a instanceof NDArray && b instanceof NDArray
      ? (linalg.solve(a, b) as unknown as A) // Cast: A is NDArray here
      : run((left, right) => solve(left, right), a, b);
  const column = (v: A) => (b.ndim === 1 ? v.unsqueeze(-1) : v); // (…, N, K)
  return {
    name: 'solve',
    values: [x],
    saved: [a, x],
    backward(dys, needs) {
      const db = run((left, right) => solve(left, right), a.mT, column(only(dys)));
      return [needs[0] ? db.matmul(column(x).mT).neg() : null, b.ndim === 1 ? db.squeeze(-1) : db];
    },
  };
}

/**
 * Moore and Penrose's inverse P of A (…, M, N), where a small change of A leaves its rank: with K = I − A·P and
 * J = I − P·A, dA = −Pᵀ·dP·Pᵀ + K·dPᵀ·P·Pᵀ + Pᵀ·P·dPᵀ·J (Golub and Pereyra 1973, theorem 4.3).
 */
export function pinv<A extends Vocabulary<A>>(a: A, rtol?: number): Traced<A> {
  const p = onArrays(
    a,
    (x) => linalg.pinv(x, options(rtol)),
    (x) => pinv(x, rtol),
  );
  return { name: 'pinv', values: [p], saved: [a, p], backward: (dys) => [backFromPinv(a, p, only(dys))] };
}

/** The X (N) or (N, K) that makes |B − A·X| smallest, for one matrix A (M, N): X = P·B with Moore and Penrose's inverse P. */
export function lstsq<A extends Vocabulary<A>>(a: A, b: A, rtol?: number): Traced<A> {
  const x =
    a instanceof NDArray && b instanceof NDArray
      ? (linalg.lstsq(a, b, options(rtol)).x as unknown as A) // Cast: A is NDArray here
      : run((left, right) => lstsq(left, right, rtol), a, b);
  const column = (v: A) => (b.ndim === 1 ? v.unsqueeze(-1) : v);
  return {
    name: 'lstsq',
    values: [x],
    saved: [a, b],
    backward(dys, needs) {
      const p = run((m) => pinv(m, rtol), a);
      const dx = column(only(dys));
      const db = p.mT.matmul(dx);
      return [needs[0] ? backFromPinv(a, p, dx.matmul(column(b).mT)) : null, b.ndim === 1 ? db.squeeze(-1) : db];
    },
  };
}

function backFromPinv<A extends Vocabulary<A>>(a: A, p: A, dp: A): A {
  const pT = p.mT;
  const direct = pT.matmul(dp).matmul(pT);
  const tall = dp.mT.matmul(p).matmul(pT); // K·tall, the products from the narrow side
  const wide = pT.matmul(p).matmul(dp.mT); // wide·J
  return tall
    .sub(a.matmul(p.matmul(tall)))
    .add(wide.sub(wide.matmul(p).matmul(a)))
    .sub(direct);
}

function options(rtol: number | undefined): { rtol?: number } {
  return rtol === undefined ? {} : { rtol };
}
