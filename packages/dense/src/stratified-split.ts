import { array, checkOptions, defaultRandom, type NDArray, type Random } from '@zero-to-gpt/linalg';
import { checkLabels } from './class-targets.ts';

/** Samples with their classes. */
export interface LabelledSamples {
  /** (n, …). */
  readonly x: NDArray;
  /** (n) int32. */
  readonly y: NDArray;
}

/** What `stratifiedSplit` gives. */
export interface StratifiedSplit {
  /** To learn from. */
  readonly train: LabelledSamples;
  /** Set apart. */
  readonly test: LabelledSamples;
}

/** Options of `stratifiedSplit`. */
export interface StratifiedSplitOptions {
  /** Share of each class to be set apart, above 0 and below 1. Default 0.25. */
  testSize?: number;
  /** Draws which. Default: `defaultRandom()`. */
  random?: Random;
}

/**
 * Sets a share of each class apart for the test, at random: both parts have the classes in the same proportion. Copies.
 * @throws RangeError where a class has too few samples to stand in both parts, or a class below the largest label has none
 */
export function stratifiedSplit(x: NDArray, labels: NDArray, options: StratifiedSplitOptions = {}): StratifiedSplit {
  const { testSize = 0.25, random = defaultRandom() } = checkOptions('stratifiedSplit', options, [
    'testSize',
    'random',
  ]);
  if (labels.ndim !== 1 || x.shape[0] !== labels.shape[0] || labels.shape[0] === 0)
    throw new RangeError(`Cannot split x [${x.shape}] with labels [${labels.shape}]: expected one label a sample`);
  if (!(testSize > 0 && testSize < 1))
    throw new RangeError(`Cannot set a share of ${testSize} apart: expected a number above 0 and below 1`);
  const flat = Array.from(labels.toFlat());
  const classes = 1 + flat.reduce((most, label) => Math.max(most, label), 0);
  checkLabels('split', labels, classes);
  const members = Array.from({ length: classes }, (): number[] => []);
  flat.forEach((label, i) => {
    members[label]!.push(i);
  });
  const parts = members.map((own, k) => {
    const apart = Math.round(testSize * own.length);
    if (apart < 1 || apart >= own.length)
      throw new RangeError(
        `Cannot split: class ${k} has ${own.length} ${own.length === 1 ? 'sample' : 'samples'}, too few to stand in both parts`,
      );
    const order = Array.from(random.permutation(own.length), (i) => own[i]!);
    return { test: order.slice(0, apart), train: order.slice(apart) };
  });
  // mixed, so that batches in order hold all classes
  const mixed = (positions: readonly number[]) =>
    Array.from(random.permutation(positions.length), (i) => positions[i]!);
  const [train, test] = [parts.flatMap((part) => part.train), parts.flatMap((part) => part.test)];
  return { train: take(x, labels, mixed(train)), test: take(x, labels, mixed(test)) };
}

/**
 * Checks that every class has a sample to learn from: a model cannot find a class that it never saw.
 * @throws RangeError that names the first class without
 */
export function checkClasses(labels: NDArray, classes: number): void {
  checkLabels('fit', labels, classes);
  const seen = new Set(labels.toFlat());
  for (let k = 0; k < classes; k++)
    if (!seen.has(k))
      throw new RangeError(`Cannot fit ${classes} classes: class ${k} has no sample in the training data`);
}

function take(x: NDArray, y: NDArray, positions: readonly number[]): LabelledSamples {
  const rows = array(positions, { dtype: 'int32', device: x.device });
  try {
    return { x: x.take(rows), y: y.take(rows) };
  } finally {
    rows.dispose();
  }
}
