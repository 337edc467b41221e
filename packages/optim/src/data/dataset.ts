import { checkOptions, type Random } from '@zero-to-gpt/linalg';

/** What a loader tells a dataset beside the number of the item. */
export interface ItemOptions {
  /** The epoch, counted from 0. */
  readonly epoch: number;
  /**
   * Draws for this item alone, for augmentation: they follow from the loader's seed, the epoch and the item's position in
   * it, so they are the same after a resume and for any number of workers.
   */
  readonly random: Random;
}

/** Items by their number, 0 to length − 1. Items stay on the host. */
export interface Dataset<Item> {
  /** Number of items. */
  readonly length: number;
  /** Item `index`. A loader gives `options`; whoever asks by hand may leave them out. @throws RangeError where there is no such item */
  get(index: number, options?: ItemOptions): Item;
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
  get(index: number, options?: ItemOptions): Item {
    return this.dataset.get(this.indices[checkIndex(index, this.length)]!, options);
  }
}

/** The items of several datasets, one dataset behind the other. */
export class ConcatDataset<Item> implements Dataset<Item> {
  /** The datasets, in order. */
  readonly datasets: readonly Dataset<Item>[];
  /** Number of items. */
  readonly length: number;

  /** `datasets` in order; none makes an empty dataset. */
  constructor(datasets: readonly Dataset<Item>[]) {
    this.datasets = datasets;
    this.length = datasets.reduce((sum, { length }) => sum + length, 0);
  }

  /** Item `index`, counted through all of them. */
  get(index: number, options?: ItemOptions): Item {
    let rest = checkIndex(index, this.length);
    for (const dataset of this.datasets) {
      if (rest < dataset.length) return dataset.get(rest, options);
      rest -= dataset.length;
    }
    throw new RangeError(`Cannot get item ${index}: a dataset has become shorter since`);
  }
}

/**
 * The items of a dataset, each changed by `change` when it is asked for.
 *
 * @example
 * ```ts
 * import { mapDataset } from '@zero-to-gpt/optim';
 *
 * const letters = { length: 2, get: (i: number) => 'ab'[i]! };
 * mapDataset(letters, (letter) => letter.toUpperCase()).get(1); // → 'B'
 * ```
 */
export function mapDataset<From, To>(
  dataset: Dataset<From>,
  change: (item: From, options?: ItemOptions) => To,
): Dataset<To> {
  return {
    get length() {
      return dataset.length;
    },
    get: (index, options) => change(dataset.get(index, options), options),
  };
}

/** Options of `randomSplit`. */
export interface RandomSplitOptions {
  /** Where the order comes from; the same generator gives the same split. */
  readonly random: Random;
}

/**
 * Deals a dataset's items out, in random order, to one subset for each part: fractions that add up to 1, or whole numbers
 * that add up to the number of items. Sizes of fractions are rounded down and what remains goes to the first subset.
 * @throws RangeError where the parts do not add up
 *
 * @example
 * ```ts no-test
 * const [train, validation] = randomSplit(dataset, [0.9, 0.1], { random: new Random(1) });
 * ```
 */
export function randomSplit<Item>(
  dataset: Dataset<Item>,
  parts: readonly number[],
  options: RandomSplitOptions,
): Subset<Item>[] {
  const { random } = checkOptions('randomSplit', options, ['random']);
  const sizes = partSizes(dataset.length, parts);
  const order = random.permutation(dataset.length);
  let start = 0;
  return sizes.map((size) => {
    start += size;
    return new Subset(dataset, order.subarray(start - size, start));
  });
}

function partSizes(length: number, parts: readonly number[]): number[] {
  const total = parts.reduce((a, b) => a + b, 0);
  const positive = parts.every((part) => part >= 0);
  if (positive && total === length && parts.every(Number.isInteger)) return [...parts];
  if (!positive || !(Math.abs(total - 1) < 1e-9))
    throw new RangeError(
      `Cannot split by [${parts}]: parts must be at least 0 and add up to 1, or as whole numbers to the ${length} items`,
    );
  const sizes = parts.map((part) => Math.floor(part * length + 1e-9));
  sizes[0]! += length - sizes.reduce((a, b) => a + b, 0);
  return sizes;
}

/** The index itself. @throws RangeError unless it is a whole number from 0 to length − 1 */
export function checkIndex(index: number, length: number): number {
  if (!Number.isInteger(index) || index < 0 || index >= length)
    throw new RangeError(`Cannot get item ${index}: the dataset has ${length} items`);
  return index;
}
