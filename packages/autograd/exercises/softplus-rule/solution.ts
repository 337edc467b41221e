import { only, type Traced } from '@zero-to-gpt/autograd';
import type { NDArray } from '@zero-to-gpt/linalg';

/** The rule of y = ln(1 + eˣ), element by element, exact for large and small x. */
export function softplus(x: NDArray): Traced<NDArray> {
  // #region TODO values, saved and backward: about 5 lines
  return {
    values: [x.relu().add(x.abs().neg().exp().log1p())],
    saved: [x],
    backward: (dys) => [only(dys).mul(x.sigmoid())],
  };
  // #endregion
}
