export { type Layer, Parameter } from './layer.ts';
export * as init from './init.ts';
export type { Init, InitOptions } from './init.ts';
export { Dense, type DenseOptions } from './dense.ts';
export { GELU, type GELUOptions, ReLU, Sigmoid, Tanh } from './activations.ts';
export { LogSoftmax, Softmax } from './softmax.ts';
export { Sequential } from './sequential.ts';
export { type GradCheckLayerOptions, gradCheckLayer } from './grad-check-layer.ts';
export { type Loss, mseLoss, type Reduction } from './loss.ts';
export { type BinaryCrossEntropyOptions, binaryCrossEntropyLoss } from './binary-cross-entropy.ts';
export {
  type CrossEntropyOptions,
  crossEntropyLoss,
  type NLLLossOptions,
  type NLLOptions,
  nllLoss,
} from './cross-entropy.ts';
export { type Batch, type BatchesOptions, batches } from './batches.ts';
export { Descent, type DescentOptions } from './descent.ts';
export { type EpochReport, type FitOptions, fit } from './fit.ts';
export { oneHot } from './one-hot.ts';
export {
  checkClasses,
  type LabelledSamples,
  type StratifiedSplit,
  type StratifiedSplitOptions,
  stratifiedSplit,
} from './stratified-split.ts';
export {
  accuracy,
  type ClassScores,
  confusionMatrix,
  precisionRecallF1,
  type ROCPoint,
  rocAuc,
  rocCurve,
} from './metrics.ts';
