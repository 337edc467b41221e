import { array, defaultRandom, type NDArray, type Random } from '@zero-to-gpt/linalg';
import { checkSamples } from './samples.ts';

/** Features and targets of the same samples. */
export interface Samples {
  /** Features, (n, d). */
  readonly x: NDArray;
  /** Targets, (n). */
  readonly y: NDArray;
}

/** What `trainTestSplit` gives. */
export interface TrainTest {
  /** To learn from. */
  readonly train: Samples;
  /** Set apart. */
  readonly test: Samples;
}

/** What `sequentialSplit` gives. */
export interface TrainValidTest extends TrainTest {
  /** To choose by. */
  readonly valid: Samples;
}

/** Options of `trainTestSplit`. */
export interface TrainTestSplitOptions {
  /** Share of the samples (below 1) or their number (a whole number) to be set apart; shares are rounded up. Default 0.25. */
  testSize?: number;
  /** Draws the samples at random; else the last ones are set apart. Default true. */
  shuffle?: boolean;
  /** Where the order comes from. Default: `defaultRandom()`. */
  random?: Random;
}

/**
 * Sets some samples apart for the test, drawn at random: copies.
 *
 * @example
 * ```ts
 * import { array, Random } from '@zero-to-gpt/linalg';
 * import { trainTestSplit } from '@zero-to-gpt/linreg';
 *
 * const [x, y] = [array([[1], [2], [3], [4]]), array([10, 20, 30, 40])];
 * const { train, test } = trainTestSplit(x, y, { testSize: 0.25, random: new Random(1) });
 * [train.x.shape, test.y.shape]; // → [[3, 1], [1]]
 * ```
 * @throws RangeError where either part would be empty
 */
export function trainTestSplit(
  x: NDArray,
  y: NDArray,
  { testSize = 0.25, shuffle = true, random = defaultRandom() }: TrainTestSplitOptions = {},
): TrainTest {
  checkSamples('split', x, y);
  const n = x.shape[0]!;
  const apart = testSize < 1 ? Math.ceil(testSize * n) : testSize;
  if (!Number.isInteger(apart) || apart < 1 || apart >= n)
    throw new RangeError(
      `Cannot set ${testSize} of ${n} samples apart: expected a share below 1, or 1 to ${n - 1} samples`,
    );
  const order = shuffle ? Array.from(random.permutation(n)) : Array.from({ length: n }, (_, i) => i);
  // as in scikit-learn, a shuffled order begins with the test samples
  const cut = shuffle ? apart : n - apart;
  const [head, tail] = [takeSamples({ x, y }, order.slice(0, cut)), takeSamples({ x, y }, order.slice(cut))];
  return shuffle ? { train: tail, test: head } : { train: head, test: tail };
}

/** Options of `sequentialSplit`. */
export interface SequentialSplitOptions {
  /** Shares of the samples before the end of the training part and of the validation part. Default [0.7, 0.85]. */
  cuts?: readonly [train: number, valid: number];
}

/**
 * Cuts samples in order of time into a past to learn from, a nearer past to choose by and a future to test on; a shuffle
 * would let the model see the future. The cuts lie at ⌊share · n⌋; the parts are views. Equal cuts leave `valid` empty.
 * @throws RangeError where the training or the test part would be empty
 */
export function sequentialSplit(
  x: NDArray,
  y: NDArray,
  { cuts: [first, second] = [0.7, 0.85] }: SequentialSplitOptions = {},
): TrainValidTest {
  checkSamples('split', x, y);
  const n = x.shape[0]!;
  const [i, j] = [Math.floor(first * n), Math.floor(second * n)];
  if (!(first <= second) || !(i >= 1) || !(j < n))
    throw new RangeError(`Cannot cut ${n} samples at shares ${first} and ${second}: expected 0 < first ≤ second < 1`);
  const part = (start: number, stop: number): Samples => ({ x: x.slice({ start, stop }), y: y.slice({ start, stop }) });
  return { train: part(0, i), valid: part(i, j), test: part(j, n) };
}

/** The samples at some positions, in that order: copies. */
export function takeSamples({ x, y }: Samples, positions: readonly number[]): Samples {
  const indices = array(positions, { dtype: 'int32', device: x.device });
  try {
    return { x: x.take(indices), y: y.take(indices) };
  } finally {
    indices.dispose();
  }
}
