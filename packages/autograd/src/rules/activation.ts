import { type Activation, emptyLike, NDArray } from '@zero-to-gpt/linalg';
import { only, type Traced, type Vocabulary } from '../tape/vocabulary.ts';

/** y = max(x, 0): slope 1 above 0, else 0. */
export function relu<A extends Vocabulary<A>>(x: A): Traced<A> {
  const y = x.relu();
  return { name: 'relu', values: [y], saved: [y], backward: (dys) => [only(dys).mul(y.greater(0))] };
}

/** y = tanh x: slope 1 − y². */
export function tanh<A extends Vocabulary<A>>(x: A): Traced<A> {
  const y = x.tanh();
  return { name: 'tanh', values: [y], saved: [y], backward: (dys) => [only(dys).mul(y.mul(y).neg().add(1))] };
}

/** y = 1/(1 + e⁻ˣ): slope y·(1 − y). */
export function sigmoid<A extends Vocabulary<A>>(x: A): Traced<A> {
  const y = x.sigmoid();
  return { name: 'sigmoid', values: [y], saved: [y], backward: (dys) => [only(dys).mul(y.mul(y.neg().add(1)))] };
}

/** y = x·σ(x), also called swish: slope σ·(1 + x·(1 − σ)). */
export function silu<A extends Vocabulary<A>>(x: A): Traced<A> {
  return slotted(
    'silu',
    x,
    () => x.mul(x.sigmoid()),
    () => {
      const s = x.sigmoid();
      return s.mul(s.neg().add(1).mul(x).add(1));
    },
  );
}

/** √(2/π) and the cubic factor of GPT-2's GELU (Hendrycks and Gimpel 2016, section 2). */
const SLOPE = Math.sqrt(2 / Math.PI);
const CUBE = 0.044715;

/** GPT-2's GELU: y = x/2 · (1 + tanh(√(2/π)·(x + 0.044715·x³))). */
export function gelu<A extends Vocabulary<A>>(x: A): Traced<A> {
  const t = () => x.mul(x).mul(CUBE).add(1).mul(x).mul(SLOPE).tanh();
  return slotted(
    'gelu',
    x,
    () => t().add(1).mul(x).mul(0.5),
    () => {
      const y = t();
      const inner = x
        .mul(x)
        .mul(3 * CUBE)
        .add(1)
        .mul(SLOPE);
      return y.mul(y).neg().add(1).mul(inner).mul(x).add(y).add(1).mul(0.5);
    },
  );
}

/** The exact GELU: y = x·Φ(x), with slope Φ(x) + x·φ(x) of the normal distribution. */
export function geluExact<A extends Vocabulary<A>>(x: A): Traced<A> {
  const below = () => x.mul(Math.SQRT1_2).erf().add(1).mul(0.5);
  return {
    name: 'gelu',
    values: [below().mul(x)],
    saved: [x],
    backward(dys) {
      const density = x
        .mul(x)
        .mul(-0.5)
        .exp()
        .mul(SLOPE / 2);
      return [only(dys).mul(density.mul(x).add(below()))];
    },
  };
}

/** An activation with a kernel slot, forward and backward, and its composed form for everything else. */
function slotted<A extends Vocabulary<A>>(kind: Activation, x: A, value: () => A, slope: () => A): Traced<A> {
  return {
    name: kind,
    values: [forward(kind, x) ?? value()],
    saved: [x],
    backward(dys) {
      const dy = only(dys);
      return [backward(kind, dy, x) ?? dy.mul(slope())];
    },
  };
}

/** The device's kernel, for arrays that it takes. Casts: A is NDArray where x is one. */
function forward<A>(kind: Activation, x: A): A | null {
  if (!(x instanceof NDArray) || !x.device.kernels.activation) return null;
  const out = emptyLike(x);
  return x.device.kernels.activation(kind, x, out) ? (out as A) : null;
}

function backward<A>(kind: Activation, dy: A, x: A): A | null {
  if (!(x instanceof NDArray) || !(dy instanceof NDArray) || !x.device.kernels.activationBackward) return null;
  const out = emptyLike(x);
  return x.device.kernels.activationBackward(kind, dy.contiguous(), x, out) ? (out as A) : null;
}
