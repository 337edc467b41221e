import { type Module, mseLoss, noGrad, Tensor } from '@zero-to-gpt/autograd';
import { type NDArray, scope } from '@zero-to-gpt/linalg';

/** Rows of a table: inputs (N, in) and targets (N, out). */
export interface Batch {
  readonly x: NDArray;
  readonly y: NDArray;
}

/** Mean squared error over the rows of all batches, in evaluation mode, without a tape. */
export function evaluate(model: Module, batches: readonly Batch[]): number {
  // #region TODO the function of the text without its bugs, about 11 lines
  const { training } = model;
  model.eval();
  let [sum, count] = [0, 0];
  for (const { x, y } of batches) {
    using _ = scope();
    const rows = x.shape[0]!;
    const loss = noGrad(() => mseLoss(model.forward(new Tensor(x)), y));
    sum += loss.item() * rows;
    count += rows;
  }
  if (training) model.train();
  return sum / count;
  // #endregion
}
