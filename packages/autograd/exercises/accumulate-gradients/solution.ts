import { type Module, mseLoss, Tensor } from '@zero-to-gpt/autograd';
import { type NDArray, scope, tidy } from '@zero-to-gpt/linalg';

/** One step on the mean squared error of all rows of x (N, in) and y (N, out), in pieces of at most `size` rows. */
export function accumulatedStep(model: Module, x: NDArray, y: NDArray, size: number, rate: number): number {
  const rows = x.shape[0]!;
  // #region TODO pieces whose slopes add up, then one step: about 14 lines
  model.zeroGrad();
  let sum = 0;
  for (let start = 0; start < rows; start += size) {
    using _ = scope();
    const part = { start, stop: Math.min(start + size, rows) };
    const share = (part.stop - part.start) / rows;
    const loss = mseLoss(model.forward(new Tensor(x.slice(part))), y.slice(part)).mul(share);
    sum += loss.item();
    loss.backward();
  }
  tidy(() => {
    for (const { value, grad } of model.parameters()) if (grad) value.assign(value.sub(grad.mul(rate)));
  });
  model.zeroGrad();
  return sum;
  // #endregion
}
