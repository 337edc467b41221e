import { only, type Traced, type Vocabulary } from '@zero-to-gpt/autograd';
import { empty, emptyLike, NDArray } from '@zero-to-gpt/linalg';

/** What the way back needs: mean and 1/deviation of each row, (…, 1). */
interface Normalized<A> {
  readonly y: A;
  readonly mean: A;
  readonly rstd: A;
}

/**
 * y = (x − mean) / √(variance + eps) · weight + bias over the last axis, with the variance of the whole row (divided by C,
 * not C − 1): x (…, C), weight and bias (C) or none. One kernel where the device has it.
 * With x̂ = (x − mean)·rstd and g = dy·weight: dx = rstd·(g − mean(g) − x̂·mean(g·x̂)), dweight = Σ dy·x̂, dbias = Σ dy.
 * Source: Ba, Kiros & Hinton 2016.
 */
export function layerNormRule<A extends Vocabulary<A>>(
  [x, weight, bias]: readonly [x: A, weight?: A | undefined, bias?: A | undefined],
  eps: number,
): Traced<A> {
  const { y, mean, rstd } = fusedForward(x, weight, bias, eps) ?? composedForward(x, weight, bias, eps);
  return {
    name: 'layerNorm',
    values: [y],
    saved: weight ? [x, weight, mean, rstd] : [x, mean, rstd],
    backward(dys, needs) {
      const dy = only(dys);
      const wanted = { dx: needs[0]!, dweight: needs[1] ?? false, dbias: needs[2] ?? false };
      const back =
        fusedBackward(dy, x, weight, mean, rstd, wanted) ?? composedBackward(dy, x, weight, mean, rstd, wanted);
      return back.slice(0, needs.length);
    },
  };
}

interface Wanted {
  readonly dx: boolean;
  readonly dweight: boolean;
  readonly dbias: boolean;
}

type Gradients<A> = readonly [dx: A | null, dweight: A | null, dbias: A | null];

function composedForward<A extends Vocabulary<A>>(
  x: A,
  weight: A | undefined,
  bias: A | undefined,
  eps: number,
): Normalized<A> {
  const mean = x.mean({ axis: -1, keepdims: true }); // (…, 1)
  const centered = x.sub(mean);
  const variance = centered.mul(centered).mean({ axis: -1, keepdims: true });
  const rstd = variance.add(eps).pow(-0.5);
  const normalized = centered.mul(rstd);
  const scaled = weight ? normalized.mul(weight) : normalized;
  return { y: bias ? scaled.add(bias) : scaled, mean, rstd };
}

function composedBackward<A extends Vocabulary<A>>(
  dy: A,
  x: A,
  weight: A | undefined,
  mean: A,
  rstd: A,
  wanted: Wanted,
): Gradients<A> {
  const normalized = x.sub(mean).mul(rstd);
  const overRow = { axis: -1, keepdims: true };
  let dx: A | null = null;
  if (wanted.dx) {
    const g = weight ? dy.mul(weight) : dy;
    const along = normalized.mul(g.mul(normalized).mean(overRow));
    dx = g.sub(g.mean(overRow)).sub(along).mul(rstd);
  }
  // the tape sums the rows
  return [dx, wanted.dweight ? dy.mul(normalized) : null, wanted.dbias ? dy : null];
}

/** The device's kernel, for arrays that it takes. Casts: A is NDArray where x is one, as all inputs are of one kind. */
function fusedForward<A>(x: A, weight: A | undefined, bias: A | undefined, eps: number): Normalized<A> | null {
  if (!(x instanceof NDArray) || !x.device.kernels.layerNorm) return null;
  const rows = [...x.shape.slice(0, -1), 1];
  const [y, mean, rstd] = [emptyLike(x), empty(rows, x), empty(rows, x)];
  const [w, b] = [weight ?? null, bias ?? null] as unknown as [NDArray | null, NDArray | null];
  const done = x.device.kernels.layerNorm(x, w, b, y, mean, rstd, { eps });
  return done ? ({ y, mean, rstd } as unknown as Normalized<A>) : null;
}

function fusedBackward<A>(dy: A, x: A, weight: A | undefined, mean: A, rstd: A, wanted: Wanted): Gradients<A> | null {
  if (!(x instanceof NDArray) || !(dy instanceof NDArray) || !x.device.kernels.layerNormBackward) return null;
  const [w, mu, r] = [weight ?? null, mean, rstd] as unknown as [NDArray | null, NDArray, NDArray];
  const dx = wanted.dx ? emptyLike(x) : null;
  const dweight = wanted.dweight && w ? emptyLike(w) : null;
  const dbias = wanted.dbias && w ? emptyLike(w) : null; // of weight's shape
  const done = x.device.kernels.layerNormBackward(dy.contiguous(), x, w, mu, r, dx, dweight, dbias);
  return done ? ([dx, dweight, dbias] as unknown as Gradients<A>) : null;
}
