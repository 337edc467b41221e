import type { Device, DType, NDArray, Nested, Random, Shape } from '@zero-to-gpt/linalg';
import type { Rule } from '../tape/vocabulary.ts';

/** Where something lies, and what it holds. */
export interface SubsetOptions {
  /** Kind of number, float32 unless given. */
  dtype?: DType;
  /** Where it lies. */
  device?: Device;
}

/** Axes to reduce over. */
export interface SubsetAxes {
  /** Default: all of them. */
  axis?: number;
  /** Whether a reduced axis stays, with size 1. Default false. */
  keepdims?: boolean;
}

/** An array that remembers how it was computed. Operations broadcast as those of `NDArray`. */
export interface SubsetTensor {
  /** The numbers. */
  readonly value: NDArray;
  /** Size of each axis. */
  readonly shape: Shape;
  /** Number of axes. */
  readonly ndim: number;
  /** Number of elements. */
  readonly size: number;
  /** Kind of number. */
  readonly dtype: DType;
  /** Where it lies. */
  readonly device: Device;
  /** Whether `backward` computes its gradient. */
  requiresGrad: boolean;
  /** dL/dthis of values that were not computed, summed over all calls of `backward` since `zeroGrad`; null before. */
  readonly grad: NDArray | null;
  /** Makes `grad` null. */
  zeroGrad(): void;
  /** Adds dL/dp to `grad` of every p with `requiresGrad`. Throws unless this is one number that depends on such a p. */
  backward(): void;
  /** The same numbers, without a history. */
  detach(): SubsetTensor;
  /** The only number. */
  item(): number;
  /** Frees the numbers and the gradient. */
  dispose(): void;
  /** Sum. */
  add(other: SubsetTensor | number): SubsetTensor;
  /** Difference. */
  sub(other: SubsetTensor | number): SubsetTensor;
  /** Product, element by element. */
  mul(other: SubsetTensor | number): SubsetTensor;
  /** Quotient. */
  div(other: SubsetTensor | number): SubsetTensor;
  /** −x. */
  neg(): SubsetTensor;
  /** eˣ. */
  exp(): SubsetTensor;
  /** Natural logarithm. */
  log(): SubsetTensor;
  /** max(x, 0). */
  relu(): SubsetTensor;
  /** Hyperbolic tangent. */
  tanh(): SubsetTensor;
  /** Matrix product over the last two axes; leading axes broadcast. */
  matmul(other: SubsetTensor): SubsetTensor;
  /** Sum over axes. */
  sum(options?: SubsetAxes): SubsetTensor;
  /** Mean over axes. */
  mean(options?: SubsetAxes): SubsetTensor;
  /** The same elements in another shape. */
  reshape(...shape: number[]): SubsetTensor;
  /** Two axes exchanged. */
  transpose(i: number, j: number): SubsetTensor;
}

/** What tensors have: the keys of `SubsetTensor`. */
export const tensorMembers: readonly (keyof SubsetTensor)[] = [
  'value',
  'shape',
  'ndim',
  'size',
  'dtype',
  'device',
  'requiresGrad',
  'grad',
  'zeroGrad',
  'backward',
  'detach',
  'item',
  'dispose',
  'add',
  'sub',
  'mul',
  'div',
  'neg',
  'exp',
  'log',
  'relu',
  'tanh',
  'matmul',
  'sum',
  'mean',
  'reshape',
  'transpose',
];

/** The class of tensors. */
export interface SubsetTensorClass {
  /** Wraps an array. */
  new (value: NDArray, options?: { requiresGrad?: boolean }): SubsetTensor;
}

/** The class of tensors that training changes. */
export interface SubsetParameterClass {
  /** Takes over an array; requires a gradient; belongs to no scope. */
  new (value: NDArray): SubsetTensor;
}

/** Something with parameters: its own fields, and those of the modules among its fields, in lists too. */
export interface SubsetModule {
  /** Whether it trains: true at first. */
  training: boolean;
  /** Each parameter once. */
  parameters(): SubsetTensor[];
  /** With the paths of fields that lead there, such as `h.0.weight`. */
  namedParameters(): Iterable<readonly [name: string, parameter: SubsetTensor]>;
  /** This one and all below, each once. */
  modules(): Iterable<SubsetModule>;
  /** Puts this and all below into training mode. */
  train(): unknown;
  /** Puts this and all below into evaluation mode. */
  eval(): unknown;
  /** Arrays by name: those of parameters, and fields that are arrays. */
  stateDict(): Map<string, NDArray>;
  /** Copies arrays of the same names in place; throws, and changes nothing, where a name or a shape does not fit. */
  loadStateDict(state: ReadonlyMap<string, NDArray>): unknown;
  /** Frees them all. */
  [Symbol.dispose](): void;
}

/** What modules have. */
export const moduleMembers: readonly (keyof SubsetModule)[] = [
  'training',
  'parameters',
  'namedParameters',
  'modules',
  'train',
  'eval',
  'stateDict',
  'loadStateDict',
  Symbol.dispose,
];

/** The class that modules extend, with `forward`. */
export interface SubsetModuleClass {
  /** An empty module. */
  new (): SubsetModule;
}

/** A fully connected layer. */
export interface SubsetLinear extends SubsetModule {
  /** [outFeatures, inFeatures]. */
  readonly weight: SubsetTensor;
  /** [outFeatures], or null. */
  readonly bias: SubsetTensor | null;
  /** (…, inFeatures) → (…, outFeatures). */
  forward(x: SubsetTensor): SubsetTensor;
}

/** The class of fully connected layers; weights and biases are uniform in ±1/√inFeatures at first. */
export interface SubsetLinearClass {
  /** A layer. `random` draws its weights. */
  new (
    inFeatures: number,
    outFeatures: number,
    options?: SubsetOptions & { bias?: boolean; random?: Random },
  ): SubsetLinear;
}

/** Ways to fill a tensor in place; each gives it back. */
export interface SubsetInit {
  /** A normal distribution. */
  normal(x: SubsetTensor, options?: { mean?: number; std?: number; random?: Random }): SubsetTensor;
  /** Zeros. */
  zeros(x: SubsetTensor): SubsetTensor;
}

/**
 * What a module must export to stand in for `@zero-to-gpt/autograd`: `zero-to-gpt run transformer --with autograd=./mine`.
 * Arrays are those of `@zero-to-gpt/linalg`, and rules are written on them.
 */
export interface Subset {
  /** An array that remembers how it was computed. */
  Tensor: SubsetTensorClass;
  /** A tensor that training changes. */
  Parameter: SubsetParameterClass;
  /** A tensor from nested lists. */
  tensor(nested: Nested, options?: SubsetOptions & { requiresGrad?: boolean }): SubsetTensor;
  /** Runs a rule on tensors and remembers its way back: a tensor for each of its values. */
  apply(rule: Rule, ...inputs: SubsetTensor[]): SubsetTensor[];
  /** `apply` for a rule of one value. */
  applyOne(rule: Rule, ...inputs: SubsetTensor[]): SubsetTensor;
  /** Runs a rule of one value inside another rule. */
  run(rule: Rule, ...inputs: NDArray[]): NDArray;
  /** dL/dy of a rule with one value: the first of the list. */
  only(dys: readonly (NDArray | null)[]): NDArray;
  /** Computes without remembering: `noGrad(f)` gives f's result, `using _ = noGrad()` lasts until the end of the block. */
  noGrad: { <T>(f: () => T): T; (): Disposable };
  /** What layers and models extend. */
  Module: SubsetModuleClass;
  /** The fully connected layer. */
  Linear: SubsetLinearClass;
  /** x·weightᵀ + bias. */
  linear(x: SubsetTensor, weight: SubsetTensor, bias?: SubsetTensor | null): SubsetTensor;
  /** GPT-2's: ½x·(1 + tanh(√(2/π)·(x + 0.044715x³))). */
  gelu(x: SubsetTensor): SubsetTensor;
  /** Mean of −ln softmax(logits)[target]: logits (…, V), targets (…) int32, of which −100 does not count. */
  crossEntropy(logits: SubsetTensor, targets: NDArray): SubsetTensor;
  /** Mean of the squared differences. */
  mseLoss(prediction: SubsetTensor, target: SubsetTensor): SubsetTensor;
  /** First values of parameters. */
  init: SubsetInit;
}

/** What an implementation must export: the keys of `Subset`. */
export const names: readonly (keyof Subset)[] = [
  'Tensor',
  'Parameter',
  'tensor',
  'apply',
  'applyOne',
  'run',
  'only',
  'noGrad',
  'Module',
  'Linear',
  'linear',
  'gelu',
  'crossEntropy',
  'mseLoss',
  'init',
];
