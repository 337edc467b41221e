export {
  abs,
  add,
  cos,
  div,
  erf,
  exp,
  log,
  log1p,
  maximum,
  minimum,
  mul,
  neg,
  pow,
  sin,
  sqrt,
  sub,
} from './elementwise.ts';
export { max, mean, min, sum } from './reduce.ts';
export {
  astype,
  concat,
  expand,
  permute,
  reshape,
  slice,
  split,
  squeeze,
  transpose,
  unsqueeze,
  where,
} from './shape.ts';
export { matmul } from './matmul.ts';
export { type LinearInputs, linear } from './linear.ts';
export { gelu, geluExact, relu, sigmoid, silu, tanh } from './activation.ts';
export { elu, hardtanh, leakyRelu, prelu, softplus } from './rectifier.ts';
export { logSoftmax, softmax } from './softmax.ts';
export { type CrossEntropyRows, crossEntropy } from './cross-entropy.ts';
export { binaryCrossEntropy, huber } from './loss.ts';
