import type { Linear, Tensor } from '@zero-to-gpt/autograd';
import type { Dropout, LayerNorm } from '@zero-to-gpt/optim';

/** The parts of a block for C features. */
export interface Block {
  norm: LayerNorm;
  up: Linear;
  down: Linear;
  dropout: Dropout;
}

/** x + dropout(down(relu(up(norm(x))))): (N, C) → (N, C). */
export function blockForward(block: Block, x: Tensor): Tensor {
  // #region TODO the branch, then the sum: about 2 lines
  const change = block.down.forward(block.up.forward(block.norm.forward(x)).relu());
  return x.add(block.dropout.forward(change));
  // #endregion
}
