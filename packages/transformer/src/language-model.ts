import type { Module, Tensor } from '@zero-to-gpt/autograd';
import type { Device, NDArray } from '@zero-to-gpt/linalg';

/** Keys and values of the tokens that a model has read, so that the next token costs one position instead of all. */
export interface DecodeCache extends Disposable {
  /** Positions it holds. */
  readonly length: number;
  /** Forgets them. */
  reset(): void;
}

/** What `train`, `evaluate` and `generate` ask of a model: ids in, a score for every possible next token out. */
export interface LanguageModel extends Module<[ids: NDArray, cache?: DecodeCache]> {
  /** Longest context, in tokens. */
  readonly blockSize: number;
  /** Number of different tokens; ids are 0 … vocabSize − 1. */
  readonly vocabSize: number;
  /** Where the parameters live. */
  readonly device: Device;
  /** Logits (B, T, V) of the token after each position of ids (B, T), int32. */
  forward(ids: NDArray, cache?: DecodeCache): Tensor;
  /** Mean cross-entropy in nats of targets (B, T) given ids (B, T). A method, so that a device may fuse the head with the loss and never hold all logits. */
  loss(ids: NDArray, targets: NDArray): Tensor;
  /** A cache for `forward`, where the model can decode with one. */
  createCache?(options?: { batchSize?: number }): DecodeCache;
}
