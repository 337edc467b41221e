export {
  type BinaryOperation,
  type ScalarOperation,
  type ScalarResult,
  type ScalarRule,
  scalarRules,
  type UnaryOperation,
} from './scalar/scalar-rules.ts';
export { applyScalar, topologicalOrder, Value, type ValueOptions, type ValueOrigin } from './scalar/value.ts';
export { type Rule, run, runAll, type Traced, type Vocabulary, only } from './tape/vocabulary.ts';
export { isGradEnabled, noGrad } from './tape/no-grad.ts';
export { type Node, Variable } from './tape/variable.ts';
export { detectAnomaly } from './anomaly.ts';
export { unbroadcast } from './tape/unbroadcast.ts';
export { record } from './tape/tape.ts';
export { type PropagateOptions, type Sink, propagate } from './tape/backward.ts';
export * as rules from './rules/index.ts';
export { type BackwardOptions, type Operand, type TensorOptions, Tensor, apply, applyOne, tensor } from './tensor.ts';
export {
  type Graph,
  type GraphEdge,
  graphOf,
  type GraphOperation,
  type GraphOptions,
  type GraphValue,
} from './graph/graph.ts';
export type { Drawable, DrawingOptions } from './graph/labels.ts';
export { toDot } from './graph/dot.ts';
export { toMermaid } from './graph/mermaid.ts';
export { type SVGOptions, toSVG } from './graph/svg.ts';
export { type ChainLatexOptions, chainLatex } from './graph/chain-latex.ts';
export { tracedGradients } from './gradients/traced-gradients.ts';
export { type GradOptions, grad } from './gradients/grad.ts';
export { type GradCheckOptions, gradCheck } from './gradients/grad-check.ts';
export {
  type GELUOptions,
  type LinearCallOptions,
  clip,
  concat,
  gelu,
  linear,
  logSoftmax,
  logSumExp,
  relu,
  sigmoid,
  silu,
  softmax,
  stack,
  tanh,
  where,
} from './operations/functional.ts';
export { type AlongAxisOptions, gather, scatterAdd, takeAlongAxis } from './operations/indexing.ts';
export { type RollOptions, diag, pad, roll, tril, triu } from './operations/arranging.ts';
export { einsum, outer } from './operations/products.ts';
export { type TopK, type TopKOptions, median, percentile, quantile, topK } from './operations/ordering.ts';
export * as linalg from './linalg/index.ts';
export { type SimilarityOptions, cosineSimilarity, normalize } from './operations/similarity.ts';
export {
  type ELUOptions,
  type HardtanhOptions,
  type LeakyReLUOptions,
  type SoftplusOptions,
  celu,
  elu,
  glu,
  hardsigmoid,
  hardswish,
  hardtanh,
  leakyRelu,
  logSigmoid,
  mish,
  prelu,
  relu6,
  selu,
  softplus,
  softsign,
} from './operations/activation-functions.ts';
export type { Reduction, ReductionOptions, WeightedLossOptions } from './operations/reduction.ts';
export {
  type HuberLossOptions,
  type MSELossOptions,
  type SmoothL1LossOptions,
  huberLoss,
  l1Loss,
  mseLoss,
  smoothL1Loss,
} from './losses/regression-losses.ts';
export {
  type BinaryCrossEntropyWithLogitsOptions,
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
} from './losses/binary-losses.ts';
export {
  type CrossEntropyOptions,
  type KLDivOptions,
  type NLLLossOptions,
  crossEntropy,
  klDiv,
  nllLoss,
} from './losses/losses.ts';
export {
  type AveragePoolingOptions,
  type ConvolutionOptions,
  type PoolingOptions,
  avgPool2d,
  conv2d,
  maxPool2d,
} from './operations/convolution.ts';
export { Parameter } from './modules/parameter.ts';
export * as init from './modules/init.ts';
export type { LoadReport, LoadStateDictOptions } from './modules/state-dict.ts';
export { type AnyModule, Module, parameterCount, type ParameterCountOptions } from './modules/module.ts';
export { fromPyTorch, toPyTorch } from './modules/pytorch-names.ts';
export { type Computation, checkpoint, type RecomputeOptions } from './gradients/checkpoint.ts';
export { type LayerOptions, Linear } from './layers/linear.ts';
export { type Layer, Sequential } from './modules/sequential.ts';
export { ModuleList } from './modules/module-list.ts';
export { ModuleDict } from './modules/module-dict.ts';
export { type FlattenOptions, Flatten, flatten, Identity, Unflatten } from './layers/flatten.ts';
export { Conv2d, type Conv2dOptions } from './layers/conv2d.ts';
export { AvgPool2d, MaxPool2d } from './operations/pooling.ts';
export type { RecurrentOptions } from './recurrent/recurrent-layers.ts';
export { GRU, LSTM, type LSTMState, RNN, type RNNOptions } from './recurrent/recurrent.ts';
export { GRUCell, LSTMCell, RNNCell, type RNNCellOptions } from './recurrent/recurrent-cells.ts';
export {
  type AxisLayerOptions,
  type PReLUOptions,
  CELU,
  ELU,
  GELU,
  GLU,
  Hardsigmoid,
  Hardswish,
  Hardtanh,
  LeakyReLU,
  LogSigmoid,
  LogSoftmax,
  Mish,
  PReLU,
  ReLU,
  ReLU6,
  SELU,
  Sigmoid,
  SiLU,
  Softmax,
  Softplus,
  Softsign,
  Tanh,
} from './layers/activations.ts';
export {
  BCELoss,
  BCEWithLogitsLoss,
  CrossEntropyLoss,
  HuberLoss,
  KLDivLoss,
  L1Loss,
  MSELoss,
  NLLLoss,
  SmoothL1Loss,
} from './losses/loss-modules.ts';
export {
  type Summary,
  type SummaryOptions,
  type SummaryParameter,
  type SummaryRow,
  summary,
} from './modules/summary.ts';
