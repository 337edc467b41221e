import type { NDArray } from '@zero-to-gpt/linalg';
import type { batches } from '../batches.ts';
import type { binaryCrossEntropyLoss } from '../binary-cross-entropy.ts';
import type { crossEntropyLoss, nllLoss } from '../cross-entropy.ts';
import type { DenseOptions } from '../dense.ts';
import type { Descent, DescentOptions } from '../descent.ts';
import type { EpochReport, FitOptions } from '../fit.ts';
import type * as inits from '../init.ts';
import type { Parameter } from '../layer.ts';
import type { mseLoss } from '../loss.ts';
import type { accuracy, confusionMatrix, precisionRecallF1, rocAuc } from '../metrics.ts';
import type { oneHot } from '../one-hot.ts';
import type { stratifiedSplit } from '../stratified-split.ts';

/** What a layer learns. Its numbers and slopes outlive every scope. */
export type SubsetParameter = Pick<
  Parameter,
  'name' | 'value' | 'grad' | 'accumulate' | 'zeroGrad' | typeof Symbol.dispose
>;

/** The parameter's class. */
export interface SubsetParameterClass {
  /** A parameter of these numbers, which it keeps. */
  new (name: string, value: NDArray): SubsetParameter;
}

/** One step of a network. */
export interface SubsetLayer extends Disposable {
  /** The result for a batch. */
  forward(x: NDArray): NDArray;
  /** dL/dx from dL/dy; adds dL/dw to each parameter's `grad`. */
  backward(dy: NDArray): NDArray;
  /** What the layer learns. */
  readonly parameters: readonly SubsetParameter[];
}

/** The class of a layer without options. */
export interface SubsetLayerClass {
  /** A new layer. */
  new (): SubsetLayer;
}

/** The dense layer. */
export interface SubsetDense extends SubsetLayer {
  /** (out, in). */
  readonly weight: SubsetParameter;
  /** (out), or null. */
  readonly bias: SubsetParameter | null;
}

/** The dense layer's class. */
export interface SubsetDenseClass {
  /** A layer with weights (out, in) and a bias (out), unless told otherwise. */
  new (inputs: number, outputs: number, options?: DenseOptions): SubsetDense;
}

/** The class of a stack of layers. */
export interface SubsetSequentialClass {
  /** The layers, one after the other. */
  new (...layers: SubsetLayer[]): SubsetLayer;
}

/** The class of gradient descent. */
export interface SubsetDescentClass {
  /** A descent of these parameters. */
  new (parameters: readonly SubsetParameter[], options: DescentOptions): Pick<Descent, 'lr' | 'step'>;
}

/**
 * What a module must export to stand in for `@zero-to-gpt/dense`: `zero-to-gpt run rnn --with dense=./mine`. Functions as
 * they are documented there; classes with the members named here. Arrays are those of `@zero-to-gpt/linalg`, on its
 * default device.
 */
export interface Subset {
  /** With `name value grad accumulate zeroGrad` and `[Symbol.dispose]`. */
  Parameter: SubsetParameterClass;
  /** With `uniform xavier kaiming`; `uniform` takes a `bound`. */
  init: Pick<typeof inits, 'uniform' | 'xavier' | 'kaiming'>;
  /** With `weight bias` and a layer's members, and the options `bias init random`. Takes any number of leading axes. */
  Dense: SubsetDenseClass;
  /** max(0, x). */
  ReLU: SubsetLayerClass;
  /** 1/(1 + e⁻ˣ). */
  Sigmoid: SubsetLayerClass;
  /** tanh(x). */
  Tanh: SubsetLayerClass;
  /** eˣ/Σeˣ over the last axis. */
  Softmax: SubsetLayerClass;
  /** Layers in order, of any kind: also those of later chapters. */
  Sequential: SubsetSequentialClass;
  /** Mean squared error and its gradient. */
  mseLoss: typeof mseLoss;
  /** Of labels and probabilities, or scores with `fromLogits`. */
  binaryCrossEntropyLoss: typeof binaryCrossEntropyLoss;
  /** Of scores (N, C) and labels (N); −100 leaves a sample out. */
  crossEntropyLoss: typeof crossEntropyLoss;
  /** Of logarithms of probabilities (N, C) and labels (N). */
  nllLoss: typeof nllLoss;
  /** Pairs of x and y, with the options `batchSize random dropLast`. */
  batches: typeof batches;
  /** With `lr step`, and the options `lr momentum weightDecay`. */
  Descent: SubsetDescentClass;
  /** Trains any layer. */
  fit(model: SubsetLayer, x: NDArray, y: NDArray, options: FitOptions): readonly EpochReport[];
  /** Labels as rows. */
  oneHot: typeof oneHot;
  /** `{ train, test }`, with each class in the same proportion. */
  stratifiedSplit: typeof stratifiedSplit;
  /** Share of right answers. */
  accuracy: typeof accuracy;
  /** Rows: what was; columns: what was said. */
  confusionMatrix: typeof confusionMatrix;
  /** `{ precision, recall, f1, support }` of each class. */
  precisionRecallF1: typeof precisionRecallF1;
  /** Share of pairs in the right order. */
  rocAuc: typeof rocAuc;
}

/** What an implementation must export: the keys of `Subset`. */
export const names: readonly (keyof Subset)[] = [
  'Parameter',
  'init',
  'Dense',
  'ReLU',
  'Sigmoid',
  'Tanh',
  'Softmax',
  'Sequential',
  'mseLoss',
  'binaryCrossEntropyLoss',
  'crossEntropyLoss',
  'nllLoss',
  'batches',
  'Descent',
  'fit',
  'oneHot',
  'stratifiedSplit',
  'accuracy',
  'confusionMatrix',
  'precisionRecallF1',
  'rocAuc',
];
