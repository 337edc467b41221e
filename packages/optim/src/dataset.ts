import type { Random } from '@zero-to-gpt/linalg';

/** Items by their number, 0 to length − 1. Items stay on the host. */
export interface Dataset<Item> {
  /** Number of items. */
  readonly length: number;
  /** Item `index`. @throws RangeError where there is no such item */
  get(index: number): Item;
}

/** Some items of another dataset, in a given order. */
export class Subset<Item> implements Dataset<Item> {
  /** The dataset that holds the items. */
  readonly dataset: Dataset<Item>;
  /** Their numbers there. */
  readonly indices: ArrayLike<number>;

  /** @throws RangeError where the dataset has no such item */
  constructor(dataset: Dataset<Item>, indices: ArrayLike<number>) {
    for (let i = 0; i < indices.length; i++) checkIndex(indices[i]!, dataset.length);
    this.dataset = dataset;
    this.indices = indices;
  }

  /** Number of items. */
  get length(): number {
    return this.indices.length;
  }

  /** Item `index` of the subset. */
  get(index: number): Item {
    return this.dataset.get(this.indices[checkIndex(index, this.length)]!);
  }
}

/** Options of `randomSplit`. */
export interface RandomSplitOptions {
  /** Where the order comes from; the same generator gives the same split. */
  readonly random: Random;
}

/**
 * Deals a dataset's items out, in random order, to one subset for each fraction.
 * Sizes are rounded down and what remains goes to the first subset.
 * @throws RangeError unless the fractions are at least 0 and add up to 1
 *
 * @example
 * ```ts no-test
 * const [train, validation] = randomSplit(dataset, [0.9, 0.1], { random: new Random(1) });
 * ```
 */
export function randomSplit<Item>(
  dataset: Dataset<Item>,
  fractions: readonly number[],
  { random }: RandomSplitOptions,
): Subset<Item>[] {
  const total = fractions.reduce((a, b) => a + b, 0);
  if (!(Math.abs(total - 1) < 1e-9) || !fractions.every((f) => f >= 0))
    throw new RangeError(`Cannot split by [${fractions}]: fractions must be at least 0 and add up to 1`);
  const sizes = fractions.map((f) => Math.floor(f * dataset.length + 1e-9));
  sizes[0]! += dataset.length - sizes.reduce((a, b) => a + b, 0);
  const order = random.permutation(dataset.length);
  let start = 0;
  return sizes.map((size) => {
    start += size;
    return new Subset(dataset, order.subarray(start - size, start));
  });
}

/** The index itself. @throws RangeError unless it is a whole number from 0 to length − 1 */
export function checkIndex(index: number, length: number): number {
  if (!Number.isInteger(index) || index < 0 || index >= length)
    throw new RangeError(`Cannot get item ${index}: the dataset has ${length} items`);
  return index;
}
