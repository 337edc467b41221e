import { estimateFlops, parameterCount } from '@zero-to-gpt/transformer';
import type { RunConfig } from './run-config.ts';

/** What a model costs to train, counted and not measured. */
export interface ModelCost {
  /** Numbers that training adjusts; the tied embedding counts once. */
  readonly parameters: number;
  /** Tokens that one optimizer step sees. */
  readonly tokensPerStep: number;
  /** Floating-point operations of one optimizer step, forward and backward. */
  readonly flopsPerStep: number;
  /** Bytes of weights, gradients and AdamW's two moments. */
  readonly stateBytes: number;
  /** Bytes, about, of what the forward pass keeps for the backward pass. */
  readonly activationBytes: number;
}

/** Parameters, memory and arithmetic of the GPT that a run trains, with AdamW in float32. */
export function modelCost(config: RunConfig, vocabSize: number): ModelCost {
  const { nLayer, nHead, nEmbd: C, blockSize, batchSize, gradAccumSteps } = config;
  const parameters = parameterCount({ ...config, vocabSize });
  const tokens = batchSize * blockSize;
  const tokensPerStep = tokens * gradAccumSteps;
  // numbers kept for each token: in a block 2 norms and 2 sums (4 C), q k v (3 C), heads and their projection (2 C),
  // the feed-forward layer before and after GELU (8 C) and its projection (C); embeddings and last norm; logits and their gradient
  const perToken = nLayer * (18 * C + nHead) + 4 * C + 2 * vocabSize;
  return {
    parameters,
    tokensPerStep,
    flopsPerStep: tokensPerStep * estimateFlops({ ...config, vocabSize }),
    stateBytes: 16 * parameters,
    activationBytes: 4 * tokens * perToken,
  };
}
