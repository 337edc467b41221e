import { type NDArray, tidy, unscoped, zeros } from '@zero-to-gpt/linalg';
import type { Recurrence } from './recurrence.ts';
import type { State } from './rule.ts';

/** What a cell's `backward` gives. */
export interface StepSlopes {
  /** Slope of the step's x, (B, I); zeros (B) for ids, which have none. */
  readonly dx: NDArray;
  /** Slopes of the state before the step. */
  readonly state: State;
}

/** A state of the layer's own, outside all scopes, in place of `old`, which is freed. */
export function owned(state: State | null, old: State | null): State | null {
  const mine = state && unscoped(() => ({ h: state.h.view(), ...(state.c && { c: state.c.view() }) }));
  old?.h.dispose();
  old?.c?.dispose();
  return mine;
}

/** Zeros for ids, which have no slope: (B, T). */
export function noSlope(dy: NDArray): NDArray {
  return zeros(dy.shape.slice(0, 2), { dtype: dy.dtype, device: dy.device });
}

/** One step forward: x (B, I), or ids (B). */
export function oneStep(recurrence: Recurrence, x: NDArray, before: State | undefined): State {
  const { y, last } = recurrence.forward(x.unsqueeze(1), before, false);
  y.dispose();
  return last;
}

/** One step back. The result of a step is its state's h, so its slope comes as that of the state. */
export function oneStepBack(recurrence: Recurrence, after: State): StepSlopes {
  return tidy(() => {
    const [B, H] = after.h.shape as [number, number];
    const like = { dtype: after.h.dtype, device: after.h.device };
    const { dx, first } = recurrence.backward(zeros([B, 1, H], like), after);
    return { dx: dx ? dx.squeeze(1) : zeros([B], like), state: first };
  });
}
