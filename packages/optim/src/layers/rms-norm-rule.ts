import { only, type Traced, type Vocabulary } from '@zero-to-gpt/autograd';
import { empty, emptyLike, NDArray } from '@zero-to-gpt/linalg';

/** What the way back needs: 1/(root of the mean square) of each row, (…, 1). */
interface Scaled<A> {
  readonly y: A;
  readonly rstd: A;
}

/**
 * y = x / √(mean of x² + eps) · weight over the last axis: x (…, C), weight (C) or none. One kernel where the device has it.
 * With x̂ = x·rstd and g = dy·weight: dx = rstd·(g − x̂·mean(g·x̂)), dweight = Σ dy·x̂. Source: Zhang & Sennrich 2019.
 */
export function rmsNormRule<A extends Vocabulary<A>>([x, weight]: readonly [x: A, weight?: A], eps: number): Traced<A> {
  const { y, rstd } = fusedForward(x, weight, eps) ?? composedForward(x, weight, eps);
  return {
    name: 'rmsNorm',
    values: [y],
    saved: weight ? [x, weight, rstd] : [x, rstd],
    backward(dys, needs) {
      const wanted = { dx: needs[0]!, dweight: needs[1] ?? false };
      const back = fusedBackward(only(dys), x, weight, rstd, wanted);
      return (back ?? composedBackward(only(dys), x, weight, rstd, wanted)).slice(0, needs.length);
    },
  };
}

interface Wanted {
  readonly dx: boolean;
  readonly dweight: boolean;
}

type Gradients<A> = readonly [dx: A | null, dweight: A | null];

function composedForward<A extends Vocabulary<A>>(x: A, weight: A | undefined, eps: number): Scaled<A> {
  const rstd = x.mul(x).mean({ axis: -1, keepdims: true }).add(eps).pow(-0.5); // (…, 1)
  const scaled = x.mul(rstd);
  return { y: weight ? scaled.mul(weight) : scaled, rstd };
}

function composedBackward<A extends Vocabulary<A>>(
  dy: A,
  x: A,
  weight: A | undefined,
  rstd: A,
  wanted: Wanted,
): Gradients<A> {
  const normalized = x.mul(rstd);
  let dx: A | null = null;
  if (wanted.dx) {
    const g = weight ? dy.mul(weight) : dy;
    dx = g.sub(normalized.mul(g.mul(normalized).mean({ axis: -1, keepdims: true }))).mul(rstd);
  }
  return [dx, wanted.dweight ? dy.mul(normalized) : null]; // the tape sums the rows
}

/** The device's kernel, for arrays that it takes. Casts: A is NDArray where x is one, as all inputs are of one kind. */
function fusedForward<A>(x: A, weight: A | undefined, eps: number): Scaled<A> | null {
  if (!(x instanceof NDArray) || !x.device.kernels.rmsNorm) return null;
  const [y, rstd] = [emptyLike(x), empty([...x.shape.slice(0, -1), 1], x)];
  const done = x.device.kernels.rmsNorm(x, (weight ?? null) as NDArray | null, y, rstd, { eps });
  return done ? ({ y, rstd } as unknown as Scaled<A>) : null;
}

function fusedBackward<A>(dy: A, x: A, weight: A | undefined, rstd: A, wanted: Wanted): Gradients<A> | null {
  if (!(x instanceof NDArray) || !(dy instanceof NDArray) || !x.device.kernels.rmsNormBackward) return null;
  const [w, r] = [weight ?? null, rstd] as unknown as [NDArray | null, NDArray];
  const dx = wanted.dx ? emptyLike(x) : null;
  const dweight = wanted.dweight && w ? emptyLike(w) : null;
  const done = x.device.kernels.rmsNormBackward(dy.contiguous(), x, w, r, dx, dweight);
  return done ? ([dx, dweight] as unknown as Gradients<A>) : null;
}
