import { Random } from '@zero-to-gpt/linalg';
import type { ItemOptions } from './dataset.ts';

/** Items of a dataset that make one batch, and where they stand. */
export interface BatchPlace {
  /** The epoch, counted from 0. */
  readonly epoch: number;
  /** Position of the first item in the epoch. */
  readonly index: number;
  /** Numbers of the items. */
  readonly indices: readonly number[];
}

/** What a dataset is told about item `offset` of a batch. The stream is made when it is asked for. */
export function itemOptions(root: Random, { epoch, index }: BatchPlace, offset: number): ItemOptions {
  let random: Random | null = null;
  return {
    epoch,
    get random() {
      random ??= root.split(epoch).split(index + offset);
      return random;
    },
  };
}

/** The stream that the items of a loader draw from: another than the sampler's, which has the same seed. */
export function itemStream(seed: number): Random {
  return new Random(seed).split('items');
}
