import { empty, NDArray } from '@zero-to-gpt/linalg';
import { only, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { rows } from './matmul.ts';

/** Which of the optional inputs of `linear` follow x and w, in this order. */
export interface LinearInputs {
  /** The bias (O). */
  readonly bias: boolean;
  /** What is added to the result (…, O). */
  readonly residual: boolean;
}

/**
 * y = x·wᵀ + bias + residual with x (…, I), w (O, I): one kernel where the device has one.
 * dx = dy·w, dw = dyᵀ·x, dbias = Σ rows of dy, dresidual = dy.
 * @throws RangeError where the shapes do not fit
 */
export function linear<A extends Vocabulary<A>>(
  inputs: readonly [x: A, w: A, ...more: A[]],
  { bias: hasBias, residual: hasResidual }: LinearInputs,
): Traced<A> {
  const [x, w] = inputs;
  const bias = hasBias ? inputs[2]! : null;
  const residual = hasResidual ? inputs[hasBias ? 3 : 2]! : null;
  checkShapes(x, w, bias, residual);
  for (const other of inputs) checkDevice(x, other);
  return {
    name: 'linear',
    values: [fusedForward(x, w, bias, residual) ?? composed(x, w, bias, residual)],
    saved: [x, w],
    backward(dys, needs) {
      const dy = only(dys);
      const wanted = { dx: needs[0]!, dw: needs[1]!, dbias: hasBias && needs[2]! };
      const [dx, dw, dbias]: Gradients<A> = fusedBackward(dy, x, w, wanted) ?? [
        wanted.dx ? dy.matmul(w) : null,
        wanted.dw ? rows(dy).mT.matmul(rows(x)) : null,
        wanted.dbias ? dy : null, // the tape sums the rows
      ];
      return [dx, dw, ...(hasBias ? [dbias] : []), ...(hasResidual ? [dy] : [])];
    },
  };
}

interface Wanted {
  readonly dx: boolean;
  readonly dw: boolean;
  readonly dbias: boolean;
}

type Gradients<A> = readonly [dx: A | null, dw: A | null, dbias: A | null];

function composed<A extends Vocabulary<A>>(x: A, w: A, bias: A | null, residual: A | null): A {
  let y = x.matmul(w.mT);
  if (bias) y = y.add(bias);
  if (residual) y = y.add(residual);
  return y;
}

/** The device's kernel, for arrays that it takes. Casts: A is NDArray where x is one, as all inputs are of one kind. */
function fusedForward<A>(x: A, w: A, bias: A | null, residual: A | null): A | null {
  if (!(x instanceof NDArray) || !(w instanceof NDArray) || !x.device.kernels.linear) return null;
  const { dtype, device } = x;
  const out = empty([...x.shape.slice(0, -1), w.shape[0]!], { dtype, device });
  const done = x.device.kernels.linear(x, w, bias as NDArray | null, residual as NDArray | null, out);
  return done ? (out as A) : null;
}

function fusedBackward<A>(dy: A, x: A, w: A, { dx, dw, dbias }: Wanted): Gradients<A> | null {
  if (!(dy instanceof NDArray) || !(x instanceof NDArray) || !(w instanceof NDArray)) return null;
  const { dtype, device } = x;
  if (!device.kernels.linearBackward) return null;
  const like = { dtype, device };
  const out = [
    dx ? empty(x.shape, like) : null,
    dw ? empty(w.shape, like) : null,
    dbias ? empty([w.shape[0]!], like) : null,
  ] as const;
  const done = device.kernels.linearBackward(dy.contiguous(), x, w, ...out);
  return done ? (out as unknown as Gradients<A>) : null;
}

/** Kernels look at memory alone, and would read that of another device. */
function checkDevice<A extends Vocabulary<A>>(x: A, other: A): void {
  if (x.device !== other.device)
    throw new TypeError(`Cannot apply linear to arrays on ${x.device.name} and ${other.device.name}: move one of them`);
}

function checkShapes<A extends Vocabulary<A>>(x: A, w: A, bias: A | null, residual: A | null): void {
  if (w.ndim !== 2 || x.ndim === 0 || x.shape.at(-1) !== w.shape[1])
    throw new RangeError(
      `Cannot apply linear to [${x.shape}] with weight [${w.shape}]: expected weight [out, ${x.shape.at(-1) ?? 'in'}]`,
    );
  const out = [...x.shape.slice(0, -1), w.shape[0]!];
  if (bias && (bias.ndim !== 1 || bias.shape[0] !== w.shape[0]))
    throw new RangeError(
      `Cannot add bias [${bias.shape}] in linear with weight [${w.shape}]: expected [${w.shape[0]}]`,
    );
  if (residual && (residual.ndim !== out.length || residual.shape.some((d, i) => d !== out[i])))
    throw new RangeError(`Cannot add residual [${residual.shape}] in linear: expected the result's shape [${out}]`);
}
