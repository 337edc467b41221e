import { only, type Traced } from '@zero-to-gpt/autograd';
import { clip, type NDArray } from '@zero-to-gpt/linalg';

/** The rule that rounds x to multiples of `step`, at most 127 of them to each side; the slope goes straight through. */
export function quantise(x: NDArray, step: number): Traced<NDArray> {
  // #region TODO a staircase forward, a straight line back: about 5 lines
  return {
    values: [clip(x.div(step).round(), -127, 127).mul(step)],
    saved: [x],
    backward: (dys) => [only(dys).mul(x.abs().lessEqual(127 * step))],
  };
  // #endregion
}
