import { type NDArray, tidy, unscoped, zeros } from '@zero-to-gpt/linalg';
import type { Recurrence } from './recurrence.ts';
import type { State } from './rule.ts';

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
export function oneStepBack(recurrence: Recurrence, after: State): { dx: NDArray; state: State } {
  return tidy(() => {
    const nothing = zeros([after.h.shape[0]!, 1, after.h.shape[1]!], { dtype: after.h.dtype, device: after.h.device });
    const { dx, first } = recurrence.backward(nothing, after);
    return { dx: dx ? dx.squeeze(1) : zeros([after.h.shape[0]!]), state: first };
  });
}
