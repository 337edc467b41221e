import { array, ones } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import * as ag from '../src/index.ts';

const x = ag.tensor([0.5, 0.25], { requiresGrad: true });
const matrix = ag.tensor([[1, 2]]);
const labels = array([0], { dtype: 'int32' });
const images = new ag.Tensor(ones([1, 1, 4, 4]));
const kernel = new ag.Tensor(ones([1, 1, 3, 3]));
const model = new ag.Linear(1, 1);

/** Every call with options, by the name that its error says. */
const calls: Readonly<Record<string, (options: never) => unknown>> = {
  Linear: (options) => new ag.Linear(1, 1, options),
  Conv2d: (options) => new ag.Conv2d(1, 1, 1, options),
  MaxPool2d: (options) => new ag.MaxPool2d(1, options),
  AvgPool2d: (options) => new ag.AvgPool2d(1, options),
  RNN: (options) => new ag.RNN(1, 1, options),
  GRU: (options) => new ag.GRU(1, 1, options),
  LSTM: (options) => new ag.LSTM(1, 1, options),
  RNNCell: (options) => new ag.RNNCell(1, 1, options),
  GRUCell: (options) => new ag.GRUCell(1, 1, options),
  LSTMCell: (options) => new ag.LSTMCell(1, 1, options),
  Flatten: (options) => new ag.Flatten(options),
  PReLU: (options) => new ag.PReLU(options),
  LeakyReLU: (options) => new ag.LeakyReLU(options),
  ELU: (options) => new ag.ELU(options),
  CELU: (options) => new ag.CELU(options),
  GELU: (options) => new ag.GELU(options),
  Hardtanh: (options) => new ag.Hardtanh(options),
  Softplus: (options) => new ag.Softplus(options),
  Softmax: (options) => new ag.Softmax(options),
  LogSoftmax: (options) => new ag.LogSoftmax(options),
  GLU: (options) => new ag.GLU(options),
  MSELoss: (options) => new ag.MSELoss(options),
  L1Loss: (options) => new ag.L1Loss(options),
  SmoothL1Loss: (options) => new ag.SmoothL1Loss(options),
  HuberLoss: (options) => new ag.HuberLoss(options),
  BCELoss: (options) => new ag.BCELoss(options),
  BCEWithLogitsLoss: (options) => new ag.BCEWithLogitsLoss(options),
  CrossEntropyLoss: (options) => new ag.CrossEntropyLoss(options),
  NLLLoss: (options) => new ag.NLLLoss(options),
  KLDivLoss: (options) => new ag.KLDivLoss(options),
  mseLoss: (options) => ag.mseLoss(x, x, options),
  l1Loss: (options) => ag.l1Loss(x, x, options),
  smoothL1Loss: (options) => ag.smoothL1Loss(x, x, options),
  huberLoss: (options) => ag.huberLoss(x, x, options),
  binaryCrossEntropy: (options) => ag.binaryCrossEntropy(x, x, options),
  binaryCrossEntropyWithLogits: (options) => ag.binaryCrossEntropyWithLogits(x, x, options),
  crossEntropy: (options) => ag.crossEntropy(matrix, labels, options),
  nllLoss: (options) => ag.nllLoss(matrix, labels, options),
  klDiv: (options) => ag.klDiv(x, x, options),
  linear: (options) => ag.linear(matrix, matrix, null, options),
  conv2d: (options) => ag.conv2d(images, kernel, null, options),
  maxPool2d: (options) => ag.maxPool2d(images, 2, options),
  avgPool2d: (options) => ag.avgPool2d(images, 2, options),
  gelu: (options) => ag.gelu(x, options),
  leakyRelu: (options) => ag.leakyRelu(x, options),
  elu: (options) => ag.elu(x, options),
  celu: (options) => ag.celu(x, options),
  hardtanh: (options) => ag.hardtanh(x, options),
  softplus: (options) => ag.softplus(x, options),
  glu: (options) => ag.glu(x, options),
  softmax: (options) => ag.softmax(x, options),
  logSoftmax: (options) => ag.logSoftmax(x, options),
  logSumExp: (options) => ag.logSumExp(x, options),
  concat: (options) => ag.concat([x], options),
  stack: (options) => ag.stack([x], options),
  flatten: (options) => ag.flatten(x, options),
  pad: (options) => ag.pad(x, 1, options),
  roll: (options) => ag.roll(x, 1, options),
  topK: (options) => ag.topK(x, 1, options),
  quantile: (options) => ag.quantile(x, 0.5, options),
  percentile: (options) => ag.percentile(x, 50, options),
  median: (options) => ag.median(x, options),
  normalize: (options) => ag.normalize(x, options),
  cosineSimilarity: (options) => ag.cosineSimilarity(x, x, options),
  takeAlongAxis: (options) => ag.takeAlongAxis(matrix, array([[0]], { dtype: 'int32' }), options),
  gather: (options) => ag.gather(matrix, array([[0]], { dtype: 'int32' }), options),
  scatterAdd: (options) => ag.scatterAdd(matrix, array([[0]], { dtype: 'int32' }), matrix, options),
  'linalg.norm': (options) => ag.linalg.norm(x, options),
  'linalg.pinv': (options) => ag.linalg.pinv(matrix, options),
  'linalg.lstsq': (options) => ag.linalg.lstsq(matrix, matrix, options),
  sum: (options) => x.sum(options),
  mean: (options) => x.mean(options),
  max: (options) => x.max(options),
  min: (options) => x.min(options),
  prod: (options) => x.prod(options),
  var: (options) => x.var(options),
  std: (options) => x.std(options),
  cumsum: (options) => x.cumsum(options),
  cumprod: (options) => x.cumprod(options),
  sort: (options) => x.sort(options),
  argsort: (options) => x.argsort(options),
  argmax: (options) => x.argmax(options),
  argmin: (options) => x.argmin(options),
  split: (options) => x.split(2, options),
  repeat: (options) => x.repeat(2, options),
  take: (options) => x.take([0], options),
  round: (options) => x.round(options),
  backward: (options) => x.sum().backward(options),
  Tensor: (options) => new ag.Tensor(array([1]), options),
  tensor: (options) => ag.tensor([1], options),
  grad: (options) => ag.grad(x.sum(), [x], options),
  gradCheck: (options) => ag.gradCheck((v) => v, [x], options),
  checkpoint: (options) => ag.checkpoint((v) => v.relu(), [x], options),
  parameterCount: (options) => ag.parameterCount(model, options),
  loadStateDict: (options) => model.loadStateDict(model.stateDict(), options),
  fromPyTorch: (options) => ag.fromPyTorch(new Map(), options),
  summary: (options) => ag.summary(model, options),
  graphOf: (options) => ag.graphOf(x.sum(), options),
  toDot: (options) => ag.toDot(x.sum(), options),
  toMermaid: (options) => ag.toMermaid(x.sum(), options),
  toSVG: (options) => ag.toSVG(x.sum(), options),
  chainLatex: (options) => ag.chainLatex(new ag.Value(1), new ag.Value(1), options),
  Value: (options) => new ag.Value(1, options),
  'init.uniform': (options) => ag.init.uniform(x, options),
  'init.normal': (options) => ag.init.normal(x, options),
  'init.truncNormal': (options) => ag.init.truncNormal(x, options),
  'init.xavierUniform': (options) => ag.init.xavierUniform(matrix, options),
  'init.xavierNormal': (options) => ag.init.xavierNormal(matrix, options),
  'init.kaimingUniform': (options) => ag.init.kaimingUniform(matrix, options),
  'init.kaimingNormal': (options) => ag.init.kaimingNormal(matrix, options),
  'init.orthogonal': (options) => ag.init.orthogonal(matrix, options),
  'init.sparse': (options) => ag.init.sparse(matrix, 0.5, options),
};

describe.each(Object.entries(calls))('%s', (name, call) => {
  test('names an option that it has not', () => {
    expect(() => call({ misspelt: 1 } as never)).toThrow(`Cannot give ${name} the option misspelt: `);
  });
  test('wants options by name', () => {
    expect(() => call(0.1 as never)).toThrow(`Cannot give ${name} 0.1 for its options: expected an object`);
  });
});

test('crossEntropy() knows what was meant', () => {
  expect(() => calls.crossEntropy!({ labelSmooting: 0.1 } as never)).toThrow('did you mean labelSmoothing?');
  expect(() => calls.softmax!({ dim: 0 } as never)).toThrow('did you mean axis?');
});
