import { eye, linalg, type NDArray, where } from '@zero-to-gpt/linalg';
import { only, run, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { inv } from './inverse.ts';
import { onArrays } from './on-arrays.ts';

/** Determinant (…, N, N) → (…): the slope by each element is its cofactor, also where the matrix is singular. */
export function det<A extends Vocabulary<A>>(a: A): Traced<A> {
  return {
    name: 'det',
    values: [onArrays(a, linalg.det, det)],
    saved: [a],
    backward: (dys) => [run(cofactors, a).mul(only(dys).unsqueeze(-1).unsqueeze(-1))],
  };
}

/** The cofactor of each element, det(A)·A⁻ᵀ: (…, N, N). Its own slopes are there for regular matrices only. */
export function cofactors<A extends Vocabulary<A>>(a: A): Traced<A> {
  return {
    name: 'cofactors',
    values: [onArrays(a, cofactorsOf, cofactors)],
    saved: [a],
    backward(dys) {
      const dy = only(dys);
      const turned = run(inv, a).mT;
      const d = run(det, a).unsqueeze(-1).unsqueeze(-1);
      const along = dy.mul(turned).sum({ axis: [-2, -1], keepdims: true });
      return [turned.mul(along).sub(turned.matmul(dy.mT).matmul(turned)).mul(d)];
    },
  };
}

/** ln |det|: (…, N, N) → (…), dA = dy·A⁻ᵀ. */
export function logAbsDet<A extends Vocabulary<A>>(a: A): Traced<A> {
  return {
    name: 'logAbsDet',
    values: [onArrays(a, (x) => linalg.slogdet(x).logAbsDet, logAbsDet)],
    saved: [a],
    backward: (dys) => [run(inv, a).mT.mul(only(dys).unsqueeze(-1).unsqueeze(-1))],
  };
}

function cofactorsOf(a: NDArray): NDArray {
  const d = linalg.det(a);
  if (d.size === 0 || d.all().item() === 1) return linalg.inv(a).mT.mul(d.unsqueeze(-1).unsqueeze(-1));
  // A = u·diag(s)·vh, so the cofactors are det(u)·det(vh)·u·diag(products of all other s)·vh
  const { u, s, vh } = linalg.svd(a);
  const n = a.shape.at(-1)!;
  const others = s.unsqueeze(-2).expand(...a.shape); // (…, N, N), a row without s[i] for each i
  const rest = where(eye(n, { dtype: 'uint8', device: a.device }), 1, others).prod({ axis: -1 });
  const sign = linalg.det(u).mul(linalg.det(vh)).unsqueeze(-1);
  return u.mul(rest.mul(sign).unsqueeze(-2)).matmul(vh);
}
