import type { Tensor } from '@zero-to-gpt/autograd';
import { fromData } from '@zero-to-gpt/linalg';
import type { Batch } from '@zero-to-gpt/text';
import type { LanguageModel } from './language-model.ts';

/** The model's loss on a batch from the host. Belongs into a scope. */
export function batchLoss(model: LanguageModel, { input, target, shape }: Batch): Tensor {
  const { device } = model;
  return model.loss(fromData(input, shape, { device }), fromData(target, shape, { device }));
}

/** Targets that count: a negative one (−100) marks a position without a loss. */
export function predictedTokens({ target }: Batch): number {
  let count = 0;
  for (const id of target) if (id >= 0) count++;
  return count;
}
