import type { Module, Parameter } from '@zero-to-gpt/autograd';
import type { ArrayOptions, NDArray, Random } from '@zero-to-gpt/linalg';

/** What changes parameters by their gradients. */
export interface SubsetOptimizer {
  /** Learning rate; may be set before each step. */
  lr: number;
  /** Changes, in place, every parameter that has a gradient. */
  step(): void;
  /** Empties the gradients. */
  zeroGrad(): void;
  /** Frees its memory. */
  [Symbol.dispose](): void;
}

/** Options that groups set. */
export interface SubsetGroupOptions {
  /** Decay of these parameters. */
  weightDecay?: number;
  /** Learning rate of these parameters. */
  lr?: number;
}

/** Parameters that share options. */
export interface SubsetGroup {
  /** What the options hold for. */
  readonly parameters: readonly Parameter[];
  /** Options that differ from the optimizer's own. */
  readonly options?: SubsetGroupOptions;
}

/** The class of an optimizer with certain options. */
export interface SubsetOptimizerClass<Options> {
  /** From parameters, or from groups of them. */
  new (parameters: readonly Parameter[] | readonly SubsetGroup[], options?: Options): SubsetOptimizer;
}

/** Options of `SGD`. */
export interface SubsetSGDOptions {
  /** Learning rate. */
  lr?: number;
  /** Share of the last step's velocity that remains, default 0. */
  momentum?: number;
  /** Adds weightDecay · parameter to the gradient, default 0. */
  weightDecay?: number;
}

/** Options of `AdamW`. */
export interface SubsetAdamWOptions {
  /** Learning rate. */
  lr?: number;
  /** Shares of the running means of gradients and of their squares that remain, default [0.9, 0.999]. */
  betas?: readonly [number, number];
  /** Added to the root of the mean square, default 1e-8. */
  eps?: number;
  /** A parameter shrinks by 1 − lr · weightDecay at each step, default 0.01. */
  weightDecay?: number;
}

/** The layer that zeroes. */
export interface SubsetDropout extends Module {
  /** Probability of an element to become 0. */
  readonly p: number;
  /** Where the draws come from. */
  random: Random;
}

/** The class of the layer that zeroes. */
export interface SubsetDropoutClass {
  /** Zeroes each element with probability p while training. */
  new (p: number, options?: { random?: Random }): SubsetDropout;
}

/** The layer that normalises over the last axis. */
export interface SubsetLayerNorm extends Module {
  /** Scale of each feature. */
  readonly weight: Parameter | null;
  /** Shift of each feature. */
  readonly bias: Parameter | null;
}

/** The class of the layer that normalises over the last axis. */
export interface SubsetLayerNormClass {
  /** Of so many features. */
  new (features: number, options?: ArrayOptions & { eps?: number; bias?: boolean }): SubsetLayerNorm;
}

/** Says in which order a loader visits the items. */
export interface SubsetSampler {
  /** Positions in one epoch. */
  readonly length: number;
  /** Item numbers of an epoch from a position on; the same (epoch, start) gives the same numbers. */
  indices(epoch: number, start?: number): Iterable<number>;
}

/** The class of the order from first to last. */
export interface SubsetSequentialSamplerClass {
  /** Of so many items. */
  new (length: number): SubsetSampler;
}

/** The class of random orders. */
export interface SubsetRandomSamplerClass {
  /** A permutation for each epoch, or with `replacement` draws in which items repeat. */
  new (length: number, options?: { seed?: number; replacement?: boolean }): SubsetSampler;
}

/** What a loader takes items from. */
export interface SubsetDataset<Item> {
  /** Number of items. */
  readonly length: number;
  /** Item number `index`. */
  get(index: number): Item;
}

/** Where a loader stands. */
export interface SubsetLoaderState {
  /** Epochs that are complete. */
  readonly epoch: number;
  /** Items handed out in this one. */
  readonly index: number;
}

/** Items in batches; a loop is one epoch, from `state` on. */
export interface SubsetLoader<Batch> extends Iterable<Batch>, AsyncIterable<Batch> {
  /** Batches in one epoch. */
  readonly length: number;
  /** Behind the batch in hand; set it to continue from there. */
  state: SubsetLoaderState;
}

/** Options of `DataLoader`. */
export interface SubsetLoaderOptions<Item, Batch> {
  /** Items in a batch. */
  batchSize: number;
  /** Makes a batch of items. */
  collate: (items: Item[]) => Batch;
  /** The order, first to last unless given. */
  sampler?: SubsetSampler;
  /** Leaves out a last batch that would be short. */
  dropLast?: boolean;
  /** Goes on with the next epoch in place of ending. */
  endless?: boolean;
}

/** The class of loaders. */
export interface SubsetLoaderClass {
  /** A loader over a dataset. */
  new <Item, Batch>(dataset: SubsetDataset<Item>, options: SubsetLoaderOptions<Item, Batch>): SubsetLoader<Batch>;
}

/**
 * What a module must export to stand in for `@zero-to-gpt/optim`: `zero-to-gpt run transformer --with optim=./mine`.
 * Tensors are those of `@zero-to-gpt/autograd`, or of the learner's own in its place.
 */
export interface Subset {
  /** Descent with momentum. */
  SGD: SubsetOptimizerClass<SubsetSGDOptions>;
  /** Adam with decoupled decay (Loshchilov and Hutter 2019). */
  AdamW: SubsetOptimizerClass<SubsetAdamWOptions>;
  /** Linear warm-up, then half a cosine down to `minLr`: the rate of a step, counted from 0. */
  cosineSchedule(options: {
    lr: number;
    minLr?: number;
    warmupSteps?: number;
    steps: number;
  }): (step: number) => number;
  /** Shortens all gradients together to `maxNorm`; gives their length before, as an array. */
  clipGradNorm(parameters: Iterable<Parameter>, options?: { maxNorm?: number }): NDArray;
  /** Two groups: parameters of two or more axes with the decay, the others without. */
  decayGroups(module: Pick<Module, 'namedParameters'>, options: { weightDecay: number }): SubsetGroup[];
  /** The layer that zeroes. */
  Dropout: SubsetDropoutClass;
  /** The layer that normalises. */
  LayerNorm: SubsetLayerNormClass;
  /** Items in batches. */
  DataLoader: SubsetLoaderClass;
  /** First to last. */
  SequentialSampler: SubsetSequentialSamplerClass;
  /** At random. */
  RandomSampler: SubsetRandomSamplerClass;
}

/** What an implementation must export: the keys of `Subset`. */
export const names: readonly (keyof Subset)[] = [
  'SGD',
  'AdamW',
  'cosineSchedule',
  'clipGradNorm',
  'decayGroups',
  'Dropout',
  'LayerNorm',
  'DataLoader',
  'SequentialSampler',
  'RandomSampler',
];
