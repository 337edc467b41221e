import type { RunConfig } from './run-config.ts';

/** The settings that decide what a model costs. */
export type ModelShape = Pick<
  RunConfig,
  'nLayer' | 'nHead' | 'nEmbd' | 'blockSize' | 'bias' | 'batchSize' | 'gradAccumSteps'
>;

/** What a model costs, counted and not measured. */
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

/**
 * Parameters, memory and arithmetic of a GPT with AdamW in float32. The operations are those of the PaLM paper
 * (Chowdhery et al. 2022, appendix B): 6 for each weight and token, and 12 · nLayer · nEmbd · T for attention.
 */
export function modelCost(shape: ModelShape, vocabSize: number): ModelCost {
  const { nLayer, nHead, nEmbd: C, blockSize: T, batchSize, gradAccumSteps } = shape;
  const biases = shape.bias ? 1 : 0;
  const matrices = nLayer * 12 * C * C; // qkv 3, projection 1, feed-forward 4 + 4
  const vectors = nLayer * (2 * C + biases * (2 * C + 9 * C + C)) + C + biases * C; // two norms a block and the last one; biases 3C + C + 4C + C
  const embeddings = vocabSize * C;
  const positions = T * C;
  const parameters = matrices + vectors + embeddings + positions;
  const tokens = batchSize * T;
  const tokensPerStep = tokens * gradAccumSteps;
  const flopsPerStep = tokensPerStep * (6 * (parameters - positions) + 12 * nLayer * C * T);
  // a block keeps, for each token: two norms and their sums 4C, q k v 3C, heads and their projection 2C, feed-forward 4C before and after GELU and C
  const perToken = nLayer * (18 * C + nHead) + 3 * C + 2 * vocabSize;
  return {
    parameters,
    tokensPerStep,
    flopsPerStep,
    stateBytes: 16 * parameters,
    activationBytes: 4 * tokens * perToken,
  };
}
