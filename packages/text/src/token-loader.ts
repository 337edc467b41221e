import { DataLoader, RandomSampler, SequentialSampler } from '@zero-to-gpt/optim';
import type { Sample, TokenDataset } from './token-dataset.ts';

/** Token numbers of several windows, on the host: `input` and `target` hold batch × time numbers, row by row. */
export interface Batch {
  /** What the model sees. */
  readonly input: Int32Array;
  /** What it should say at each place. */
  readonly target: Int32Array;
  /** Windows, and tokens in each. */
  readonly shape: readonly [batch: number, time: number];
}

/** Options of `tokenLoader`. */
export interface TokenLoaderOptions {
  /** Windows in a batch. */
  readonly batchSize: number;
  /** Random windows instead of first to last. */
  readonly shuffle?: boolean;
  /** Chooses the random order. */
  readonly seed?: number;
  /** With `shuffle`: draws each window anew from all, as nanoGPT does, which needs no memory for the order. */
  readonly replacement?: boolean;
  /** Leaves out the last batch of an epoch where it would be short. */
  readonly dropLast?: boolean;
  /** Goes on with the next epoch instead of ending; `train` ends by its number of steps. */
  readonly endless?: boolean;
}

/**
 * Batches of a text's windows, without end unless told otherwise. Its `state` is to be saved with a checkpoint.
 *
 * @example
 * ```ts
 * import { TokenDataset, tokenLoader } from '@zero-to-gpt/text';
 *
 * const dataset = new TokenDataset(Int32Array.of(1, 2, 3, 4, 5), { blockSize: 2 });
 * const [first] = tokenLoader(dataset, { batchSize: 3, endless: false });
 * first; // → { input: Int32Array.of(1, 2, 2, 3, 3, 4), target: Int32Array.of(2, 3, 3, 4, 4, 5), shape: [3, 2] }
 * ```
 */
export function tokenLoader(
  dataset: TokenDataset,
  { batchSize, shuffle = false, seed = 0, replacement = false, dropLast = false, endless = true }: TokenLoaderOptions,
): DataLoader<Sample, Batch> {
  if (replacement && !shuffle)
    throw new RangeError('Cannot draw windows with replacement in order: set { shuffle: true }');
  const sampler = shuffle
    ? new RandomSampler(dataset.length, { seed, replacement })
    : new SequentialSampler(dataset.length);
  return new DataLoader(dataset, { batchSize, sampler, dropLast, endless, collate: stackSamples });
}

/** Windows of one length, one below the other. */
function stackSamples(samples: readonly Sample[]): Batch {
  const time = samples[0]!.input.length;
  const input = new Int32Array(samples.length * time);
  const target = new Int32Array(samples.length * time);
  for (const [i, sample] of samples.entries()) {
    input.set(sample.input, i * time);
    target.set(sample.target, i * time);
  }
  return { input, target, shape: [samples.length, time] };
}
