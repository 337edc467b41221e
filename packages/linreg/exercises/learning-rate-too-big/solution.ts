/** Loss and slope at a place w. */
export type Landscape = (w: number) => { loss: number; slope: number };

/** The first learning rate, and the number of attempts. */
export interface CarefulOptions {
  /** Halved after every refused step. */
  lr: number;
  /** Attempts, taken or refused. */
  steps: number;
}

/** Where a descent ended. */
export interface Place {
  /** The place. */
  readonly w: number;
  /** The loss there. */
  readonly loss: number;
  /** The learning rate at the end. */
  readonly lr: number;
}

/** Gradient descent that refuses steps to a higher loss (or to NaN) and halves its learning rate instead. */
export function carefulDescent(f: Landscape, start: number, { lr, steps }: CarefulOptions): Place {
  // #region TODO try a step; take it where the loss is no higher, else halve the rate: about 11 lines
  let w = start;
  let rate = lr;
  let here = f(w);
  for (let step = 0; step < steps; step++) {
    const next = w - rate * here.slope;
    const there = f(next);
    if (there.loss <= here.loss) {
      w = next;
      here = there;
    } else rate /= 2;
  }
  return { w, loss: here.loss, lr: rate };
  // #endregion
}
