import { only, type Traced, type Vocabulary } from '../tape/vocabulary.ts';

/** y = d²/2 within ±delta, else delta·(|d| − delta/2) (Huber 1964): the slope is d, held within ±delta. */
export function huber<A extends Vocabulary<A>>(d: A, delta: number): Traced<A> {
  const held = () => d.maximum(-delta).minimum(delta);
  const c = held();
  return {
    name: 'huber',
    values: [c.mul(d).sub(c.mul(c).mul(0.5))],
    saved: [d],
    backward: (dys) => [only(dys).mul(held())],
  };
}

/** Logarithms are held above this, so that a certain and wrong probability costs much, but not ∞: as PyTorch does. */
const LEAST = -100;

/**
 * −t·ln p − (1 − t)·ln(1 − p) with logarithms of at least −100: dp = dy·(p − t)/(p·(1 − p)), the denominator at least
 * 1e-12; dt = dy·(ln(1 − p) − ln p).
 */
export function binaryCrossEntropy<A extends Vocabulary<A>>(p: A, t: A): Traced<A> {
  const yes = () => p.log().maximum(LEAST);
  const no = () => p.neg().log1p().maximum(LEAST);
  return {
    name: 'binaryCrossEntropy',
    values: [t.sub(1).mul(no()).sub(t.mul(yes()))],
    saved: [p, t],
    backward(dys, needs) {
      const dy = only(dys);
      return [
        needs[0] ? dy.mul(p.sub(t)).div(p.mul(p.neg().add(1)).maximum(1e-12)) : null,
        needs[1] ? dy.mul(no().sub(yes())) : null,
      ];
    },
  };
}
