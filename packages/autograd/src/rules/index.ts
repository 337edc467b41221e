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
export { ceil, clip, floor, mod, round, sign } from './rounding.ts';
export { max, mean, min, sum } from './reduce.ts';
export { std, variance } from './spread.ts';
export { astype, expand, permute, reshape, squeeze, transpose, unsqueeze } from './shape.ts';
export { flip, place, roll, slice } from './window.ts';
export { concat, split, stack, where } from './join.ts';
export { addAlongAxis, addAt, select, take, takeAlongAxis } from './indexing.ts';
export { sort } from './sort.ts';
export { quantile } from './quantile.ts';
export { repeat, tile } from './repeat.ts';
export { pad } from './pad.ts';
export { cumprod, cumsum, prod } from './scan.ts';
export { diagonal, onDiagonal, tril, triu } from './diagonal.ts';
export { einsum } from './einsum.ts';
export { euclidean, pNorm } from './norm.ts';
export { inv, lstsq, pinv, solve } from './inverse.ts';
export { cofactors, det, logAbsDet } from './determinant.ts';
export { cholesky, eigh, qr, svd } from './decomposition.ts';
export { matmul } from './matmul.ts';
export { type LinearInputs, linear } from './linear.ts';
export { gelu, geluExact, relu, sigmoid, silu, tanh } from './activation.ts';
export { elu, hardtanh, leakyRelu, prelu, softplus } from './rectifier.ts';
export { logSoftmax, logSumExp, softmax } from './softmax.ts';
export { type CrossEntropyRows, crossEntropy } from './cross-entropy.ts';
export { binaryCrossEntropy, huber } from './loss.ts';
export { col2im, fromPlaces, im2col, maxPool, toPlaces } from './convolution.ts';
