import { type Device, Random } from '@zero-to-gpt/linalg';
import type { Batch } from '@zero-to-gpt/text';
import { GPT, type GPTConfig } from '@zero-to-gpt/transformer';

/** Sizes that a test affords on the plain loops. */
export const tiny: GPTConfig = { vocabSize: 7, blockSize: 6, nLayer: 2, nHead: 2, nEmbd: 8 };

/** A tiny GPT, the same every time. */
export function tinyGPT(device: Device, config: Partial<GPTConfig> = {}): GPT {
  return new GPT({ ...tiny, ...config }, { device, random: new Random(1) });
}

/** Batches of [B, T] tokens in which each token is one above the one before it, modulo the vocabulary. */
export function countingBatches(
  count: number,
  [B, T]: readonly [number, number],
  vocabSize: number = tiny.vocabSize,
): Batch[] {
  return Array.from({ length: count }, (_, step) => {
    const at = (i: number) => (Math.floor(i / T) * 3 + (i % T) + step) % vocabSize;
    return {
      input: Int32Array.from({ length: B * T }, (_, i) => at(i)),
      target: Int32Array.from({ length: B * T }, (_, i) => at(i) + 1).map((id) => id % vocabSize),
      shape: [B, T],
    };
  });
}
