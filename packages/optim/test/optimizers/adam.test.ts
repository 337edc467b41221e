import { Parameter } from '@zero-to-gpt/autograd';
import { array, cpu, reference } from '@zero-to-gpt/linalg';
import { matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { Adam } from '../../src/optimizers/adam.ts';
import { AdamW } from '../../src/optimizers/adamw.ts';
import { describeOptimizer } from '../fixtures/describe-optimizer.ts';
import { parameters, run } from '../fixtures/optimize.ts';

expect.extend(matchers);

const remembers = ['m', 'v', 'step', 'beta1Power', 'beta2Power'];
const decay = { lr: 0.1, betas: [0.8, 0.95], eps: 1e-3, weightDecay: 0.2 } as const;
const amsgrad = { lr: 0.1, betas: [0.8, 0.5], weightDecay: 0.2, amsgrad: true } as const;

describeOptimizer('Adam', [
  { golden: 'adam', make: (params) => new Adam(params), remembers },
  { golden: 'adamDecay', make: (params) => new Adam(params, decay), remembers, scratch: 2 },
  {
    golden: 'adamAmsgrad',
    make: (params) => new Adam(params, amsgrad),
    remembers: ['m', 'v', 'maxV', 'step', 'beta1Power', 'beta2Power'],
    scratch: 2,
  },
]);

test('Adam without decay is AdamW without decay, to the last bit', () => {
  const [a, b] = [parameters(cpu), parameters(cpu)];
  using adam = new Adam([a.weight, a.bias], { lr: 0.1 });
  using adamw = new AdamW([b.weight, b.bias], { lr: 0.1, weightDecay: 0 });
  run(a, adam);
  run(b, adamw);
  expect(a.weight.value.toArray()).toEqual(b.weight.value.toArray());
});

test.each([0, 0.2])('Adam takes the same steps with one kernel and with many, with decay %s', async (weightDecay) => {
  const [fused, composed] = [parameters(cpu), parameters(reference)];
  expect(cpu.kernels.adamw).toBeDefined();
  expect(reference.kernels.adamw).toBeUndefined();
  using a = new Adam([fused.weight, fused.bias], { lr: 0.1, weightDecay });
  using b = new Adam([composed.weight, composed.bias], { lr: 0.1, weightDecay });
  run(fused, a);
  run(composed, b);
  await expect(fused.weight).toBeAllClose(composed.weight.value.toArray(), { rtol: 1e-6, atol: 1e-7 });
});

test('Adam leaves the gradient as it was, also where it adds the decay', () => {
  const x = new Parameter(array([1, 2], { device: reference }));
  using optimizer = new Adam([x], { weightDecay: 0.5 });
  x.grad = array([3, 4], { device: reference });
  optimizer.step();
  expect(x.grad?.toArray()).toEqual([3, 4]);
});

test('Adam refuses options that cannot work', () => {
  const x = new Parameter(array([1]));
  expect(() => new Adam([x], { lr: Number.NaN })).toThrow('Cannot optimize with lr NaN');
  expect(() => new Adam([{ parameters: [x], options: { lr: -1 } }])).toThrow('Cannot optimize with lr -1');
  expect(() => new Adam([x], { betas: [1, 0.9] })).toThrow('Cannot optimize with betas[0] 1');
  expect(() => new Adam([x], { weightDecay: -0.1 })).toThrow('Cannot optimize with weightDecay -0.1');
});
