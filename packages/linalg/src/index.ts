export { checkOptions, type EveryName, nearest } from './check-options.ts';
export { bytesOf, commonDType, type DType, dtypeOf, hostArray, isFloat, type TypedArray } from './dtype.ts';
export {
  broadcastShapes,
  isContiguous,
  normalizeAxes,
  normalizeAxis,
  rowMajor,
  type Shape,
  sizeOf,
} from './shape.ts';
export type { Storage, View } from './view.ts';
export type {
  Activation,
  AdamWEntry,
  AdamWStep,
  AttentionOptions,
  DropoutDraws,
  Kernels,
  UniformDraws,
  Window2d,
} from './kernels.ts';
export type { BinaryOp, Device, MemoryStats, ReduceOp, UnaryOp } from './device.ts';
export * as math from './math/index.ts';
export { createReference, type ReferenceDevice, reference } from './reference/host-device.ts';
export { type CPUDevice, type CPUOptions, cpu, createCPU } from './cpu/device.ts';
export { type Scope, type Scoped, scope, tidy, unscoped } from './scope.ts';
export { type CallSiteOptions, callSite } from './call-site.ts';
export { traceArrays } from './lifetime.ts';
export { formatArray, type PrintOptions } from './format.ts';
export type { Range } from './geometry.ts';
export type { Nested } from './nested.ts';
export type { SortOptions } from './sort.ts';
export { type AxisOptions, NDArray, type SpreadOptions } from './ndarray.ts';
export {
  type ArrayOptions,
  arange,
  array,
  empty,
  emptyLike,
  eye,
  fromData,
  full,
  linspace,
  ones,
  tril,
  triu,
  zeros,
  zerosLike,
} from './create.ts';
export { clip, concat, stack, where } from './join.ts';
export { type PadOptions, type PadWidth, pad } from './pad.ts';
export { diag, outer } from './outer.ts';
export { einsum } from './einsum.ts';
export { median, percentile, quantile } from './quantile.ts';
export { nonzero, type Unique, unique, uniqueAll } from './unique.ts';
export { logSumExp, softmax } from './softmax.ts';
export { allClose, isClose, type Tolerance } from './all-close.ts';
export {
  type BinomialOptions,
  type ChoiceOptions,
  defaultRandom,
  type NormalOptions,
  Random,
  seed,
  type UniformOptions,
} from './random.ts';
export * as linalg from './linalg/index.ts';
export { type NumericalGradientOptions, numericalGradient } from './numerical-gradient.ts';
