import { array, cpu, reference } from '@zero-to-gpt/linalg';
import { describe, test } from 'vitest';
import { gradCheck, rules, type Tensor, type Traced, unbroadcast } from '../../src/index.ts';
import { leaf } from '../golden.ts';

/** A rule run on tensors: its way back, with dy = 1, 2, 3 …, is a function of the inputs that can be differentiated again. */
function slopes(traced: Traced<Tensor>, inputs: readonly Tensor[]): Tensor {
  const y = traced.values[0]!;
  const dy = array(
    Array.from({ length: y.size }, (_, i) => i + 1),
    { dtype: 'float64', device: y.device },
  );
  const dxs = traced.backward(
    [y.mul(0).add(dy.reshape(...y.shape))],
    inputs.map(() => true),
  );
  return inputs.map((x, i) => unbroadcast(dxs[i]!, x.shape).mul(x).sum()).reduce((a, b) => a.add(b));
}

for (const device of [reference, cpu])
  describe(`rules traced on tensors have second derivatives on ${device.name}`, () => {
    const x = leaf([2, 3], { device });
    const y = leaf([3], { device, seed: 5 });
    const positive = leaf([2, 3], { device });
    positive.value.assign(positive.value.abs().add(0.5));

    for (const name of [
      'neg',
      'abs',
      'exp',
      'sin',
      'cos',
      'erf',
      'relu',
      'tanh',
      'sigmoid',
      'silu',
      'gelu',
      'geluExact',
    ] as const)
      test(`${name}()`, () => gradCheck((a) => slopes(rules[name](a), [a]), [x]));
    for (const name of ['log', 'log1p', 'sqrt'] as const)
      test(`${name}()`, () => gradCheck((a) => slopes(rules[name](a), [a]), [positive]));
    for (const name of ['add', 'sub', 'mul', 'maximum', 'minimum'] as const)
      test(`${name}()`, () => gradCheck((a, b) => slopes(rules[name](a, b), [a, b]), [x, y]));
    test('div() and pow()', () => {
      gradCheck((a, b) => slopes(rules.div(a, b), [a, b]), [y, positive]);
      gradCheck((a, b) => slopes(rules.pow(a, b), [a, b]), [positive, y]);
      gradCheck((a) => slopes(rules.pow(a, 3), [a]), [x]);
    });
    for (const name of ['sum', 'mean', 'max', 'min'] as const)
      test(`${name}()`, () => gradCheck((a) => slopes(rules[name](a, { axis: 1 }), [a]), [x]));
    test('views', () => {
      gradCheck((a) => slopes(rules.reshape(a, [3, 2]), [a]), [x]);
      gradCheck((a) => slopes(rules.permute(a, [1, 0]), [a]), [x]);
      gradCheck((a) => slopes(rules.transpose(a, 0, 1), [a]), [x]);
      gradCheck((a) => slopes(rules.expand(a, [2, 3]), [a]), [y]);
      gradCheck((a) => slopes(rules.unsqueeze(a, 0), [a]), [x]);
    });
    test('matmul() and linear()', () => {
      const w = leaf([3, 2], { device, seed: 7 });
      const batch = leaf([2, 2, 3], { device, seed: 8 });
      gradCheck((a, b) => slopes(rules.matmul(a, b), [a, b]), [batch, w]);
      const all = [x, leaf([4, 3], { device }), leaf([4], { device }), leaf([2, 4], { device })];
      gradCheck((...v) => slopes(rules.linear(v as [Tensor, Tensor], { bias: true, residual: true }), v), all);
    });
    test('softmax() and logSoftmax()', () => {
      gradCheck((a) => slopes(rules.softmax(a), [a]), [x]);
      gradCheck((a) => slopes(rules.logSoftmax(a, 0), [a]), [x]);
    });
  });
