import { join } from 'node:path';
import { testConformance } from '@zero-to-gpt/build/conformance';
import * as linalg from '@zero-to-gpt/linalg';
import { conformance, names } from '../../src/conformance/index.ts';
import * as dense from '../../src/index.ts';
import * as plain from './plain-dense.ts';

testConformance(
  {
    conformance,
    names,
    ours: dense,
    plain: plain,
    file: join(import.meta.dirname, 'plain-dense.ts'),
    modules: { linalg },
  },
  [
    [
      'a gradient without its 2',
      'error.mul(error), error.mul(2)',
      'error.mul(error), error',
      'mseLoss() gradient is 2/n times the error: with the 2, and with the 1/n: expected -1 to be close to -2',
    ],
    [
      'bias slopes averaged over the batch',
      'rows(dy).sum({ axis: 0 })',
      'rows(dy).mean({ axis: 0 })',
      'Dense backward() gives the bias the sum of the rows, no mean: expected 1 to be close to 2',
    ],
    [
      'weights the wrong way round',
      'rows(dy).T.matmul(rows(this.#x!))',
      'rows(this.#x!).T.matmul(rows(dy))',
      'Dense backward() gives the weights dyᵀ·x: Cannot add slopes',
    ],
    [
      'slopes that replace those before',
      'this.grad.add(slopes)',
      'slopes',
      'Parameter accumulate() adds slopes to those that are there: expected 10 to be close to 11',
    ],
    [
      'slopes that are never forgotten',
      '      parameter.zeroGrad();\n',
      '',
      'Descent step() takes lr times the slope from the value, and forgets the slope: expected 10 to be close to 0',
    ],
    [
      'uphill for downhill',
      'value.sub(velocity',
      'value.add(velocity',
      'Descent step() takes lr times the slope from the value, and forgets the slope: expected 2 to be close to 0',
    ],
    [
      'a ReLU open at the corner and below',
      'dy.mul(y.greater(0))',
      'dy',
      'ReLU backward() at −1, 0 and 2, times dy: expected 10 to be close to 0',
    ],
    [
      "sigmoid's slope without 1 − y",
      'dy.mul(y).mul(y.neg().add(1))',
      'dy.mul(y)',
      'Sigmoid backward() at −1, 0 and 2, times dy: expected 2.68',
    ],
    [
      "tanh's slope without the square",
      'dy.mul(y.mul(y).neg().add(1))',
      'dy.mul(y.neg().add(1))',
      'Tanh backward() at −1, 0 and 2, times dy: expected 17.6',
    ],
    [
      'a softmax that overflows',
      'x.sub(logSumExp(x, { axis: -1, keepdims: true })).exp()',
      'x.exp().div(x.exp().sum({ axis: -1, keepdims: true }))',
      'Softmax does not overflow: expected "NaN"',
    ],
    [
      'backward in the order of forward',
      '[...this.layers].reverse()',
      'this.layers',
      'Sequential backward() goes through them in the opposite order: ',
    ],
    [
      'a cross-entropy that averages padding in',
      'Number(label !== -100) / counted',
      'Number(label !== -100) / wanted.length',
      'crossEntropyLoss() leaves samples of label −100 out of the mean: expected 0.34',
    ],
    [
      'y − p for p − y',
      'logs.exp().sub(y).mul(weights)',
      'y.sub(logs.exp()).mul(weights)',
      'crossEntropyLoss() gradient is p − y, over the number of samples: expected -0.25 to be close to 0.25',
    ],
    [
      'a variance of fanIn alone for Xavier',
      '2 / (fans(shape).in + fans(shape).out)',
      '2 / fans(shape).in',
      'init.xavier has variance 2/(fanIn + fanOut): expected 1.1',
    ],
    [
      'a window not counted among the inputs',
      'in: shape[1]! * window',
      'in: shape[1]!',
      'init.kaiming counts every number in a window as an input: expected 2',
    ],
    [
      'targets left behind in a shuffle',
      'y: y.take(rows) }',
      'y: y.slice({ stop: order.length }) }',
      'batches() with random draws a new order, for x and y alike',
    ],
    [
      'a loss that counts small batches as large ones',
      'value.item() * batch.x.shape[0]!',
      '(value.item() * x.shape[0]!) / Math.ceil(x.shape[0]! / batchSize)',
      'fit() counts every sample alike in the loss it reports, also where the last batch is smaller: expected 4.5',
    ],
    [
      'slopes clipped after the step',
      '        options.onGradient?.();\n        descent.step();',
      '        descent.step();\n        options.onGradient?.();',
      'fit() calls onGradient before each step, when the slopes are there: expected 0 to be close to -2',
    ],
    [
      'a confusion matrix on its side',
      'counts[label]![found[i]!]!++',
      'counts[found[i]!]![label]!++',
      'confusionMatrix() counts what was in rows, what was said in columns: expected 0 to be close to 1',
    ],
    [
      'ties that count as lost',
      'a === b ? 0.5 : 0',
      '0',
      'rocAuc() is the share of pairs in the right order, ties half: expected 0.75',
    ],
    [
      'missing names',
      'export function rocAuc',
      'function rocAuc',
      'Cannot stand in for dense: it does not export rocAuc',
    ],
  ],
);
