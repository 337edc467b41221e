import { Parameter } from '@zero-to-gpt/autograd';
import { array, cpu, createReference, type NDArray, reference, zeros } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { AdamW, type AdamWOptions } from '../../src/optimizers/adamw.ts';
import type { OptimizerParameters } from '../../src/optimizers/optimizer.ts';
import { describeOptimizer } from '../fixtures/describe-optimizer.ts';
import { parameters, run } from '../fixtures/optimize.ts';
import { pytorch } from '../fixtures/pytorch.ts';

expect.extend(matchers);

type Both = { weight: Parameter; bias: Parameter };
const variants: [name: string, make: (both: Both) => AdamW][] = [
  ['adamw', ({ weight, bias }) => new AdamW([weight, bias])],
  [
    'adamwGroups',
    ({ weight, bias }) => {
      const groups: OptimizerParameters<AdamWOptions> = [
        { parameters: [weight], options: { weightDecay: 0.1, betas: [0.8, 0.95] } },
        { parameters: [bias], options: { weightDecay: 0, lr: 0.05, eps: 1e-3 } },
      ];
      return new AdamW(groups, { lr: 0.1 });
    },
  ],
  ['adamwSchedule', ({ weight, bias }) => new AdamW([weight, bias], { weightDecay: 0.1 })],
];
const schedule = (name: string, optimizer: AdamW) => (step: number) => {
  if (name === 'adamwSchedule') optimizer.lr = 0.1 / (step + 1);
};

describeOptimizer('AdamW', [
  {
    golden: 'adamw',
    make: (params) => new AdamW(params),
    remembers: ['m', 'v', 'step', 'beta1Power', 'beta2Power'],
  },
  {
    golden: 'adamwAmsgrad',
    make: (params) => new AdamW(params, { lr: 0.1, betas: [0.8, 0.5], amsgrad: true }),
    remembers: ['m', 'v', 'maxV', 'step', 'beta1Power', 'beta2Power'],
  },
]);

forEachDevice((makeDevice, name) => {
  test.each(variants)(`AdamW on ${name} takes PyTorch's ten steps: %s`, async (variant, make) => {
    const both = parameters(makeDevice());
    using optimizer = make(both);
    run(both, optimizer, { before: schedule(variant, optimizer) });
    const { weight, bias } = pytorch.optimizers[variant]!.at(-1)!;
    await expect(both.weight).toBeAllClose(weight, { rtol: 1e-6, atol: 1e-7 });
    await expect(both.bias).toBeAllClose(bias, { rtol: 1e-6, atol: 1e-7 });
  });
});

test.each(variants)('AdamW in float64 equals PyTorch to 1e-12 after every step: %s', async (variant, make) => {
  const both = parameters(reference, 'float64');
  using optimizer = make(both);
  for (const [step, { weight, bias }] of pytorch.optimizers[variant]!.entries()) {
    run(both, optimizer, { from: step, to: step + 1, before: schedule(variant, optimizer) });
    await expect(both.weight).toBeAllClose(weight, { rtol: 1e-12, atol: 1e-14 });
    await expect(both.bias).toBeAllClose(bias, { rtol: 1e-12, atol: 1e-14 });
  }
});

test('AdamW corrects the bias of each parameter by its own number of steps', () => {
  const [a, b] = [new Parameter(array([1])), new Parameter(array([1]))];
  using optimizer = new AdamW([a, b], { lr: 0.25, weightDecay: 0 });
  for (let i = 0; i < 50; i++) {
    a.grad = array([1]);
    optimizer.step();
  }
  b.grad = array([1]);
  optimizer.step();
  expect(b.value.item()).toBeCloseTo(0.75, 6); // a first step has the length lr
});

test('AdamW asks the device for one kernel a group, and composes where it declines', () => {
  const device = createReference();
  const calls: number[] = [];
  device.kernels.adamw = (entries) => {
    calls.push(entries.length);
    return false;
  };
  const both = parameters(device);
  using optimizer = new AdamW([{ parameters: [both.weight, both.bias] }], { lr: 0.1 });
  run(both, optimizer, { to: 2 });
  expect(calls).toEqual([2, 2]);
  const plain = parameters(reference);
  using composed = new AdamW([plain.weight, plain.bias], { lr: 0.1 });
  run(plain, composed, { to: 2 });
  expect(both.weight.value.toArray()).toEqual(plain.weight.value.toArray());
});

test.each([0, 0.1])('AdamW takes the same steps with one kernel and with many, with decay %s', async (weightDecay) => {
  const [fused, plain] = [parameters(cpu), parameters(reference)];
  using a = new AdamW([fused.weight, fused.bias], { lr: 0.1, weightDecay });
  using b = new AdamW([plain.weight, plain.bias], { lr: 0.1, weightDecay });
  run(fused, a);
  run(plain, b);
  await expect(fused.weight).toBeAllClose(plain.weight.value.toArray(), { rtol: 1e-6, atol: 1e-7 });
});

test('AdamW state is named by the parameters', () => {
  const both = parameters(reference);
  using optimizer = new AdamW(Object.entries(both), { betas: [0.5, 0.75] });
  run(both, optimizer, { to: 2 });
  const state = optimizer.stateDict();
  expect([...state.keys()].filter((key) => key.startsWith('bias'))).toEqual([
    'bias.m',
    'bias.v',
    'bias.step',
    'bias.beta1Power',
    'bias.beta2Power',
  ]);
  expect(['weight.step', 'weight.beta1Power', 'weight.beta2Power'].map((key) => state.get(key))).toEqual([
    2, 0.25, 0.5625,
  ]);
});

test('AdamW refuses a state that does not fit, and changes nothing', () => {
  const both = parameters(reference);
  using optimizer = new AdamW([both.weight, both.bias]);
  run(both, optimizer, { to: 1 });
  const good = optimizer.stateDict();
  const load = (key: string, value: NDArray | number | null) => () => {
    const state = new Map(good).set('0.step', 9);
    if (value === null) state.delete(key);
    else state.set(key, value);
    optimizer.loadStateDict(state);
  };
  expect(load('1.v', null)).toThrow('"1.v" is missing, expected an array of [2]');
  expect(load('1.step', null)).toThrow('"1.step" is missing, expected a whole number');
  expect(load('2.m', 1)).toThrow('"2.m" is not a key of it');
  expect(load('1.m', zeros([3], { device: reference }))).toThrow('"1.m" is an array of [3], expected [2]');
  expect(load('1.m', 4)).toThrow('"1.m" is 4, expected an array of [2]');
  expect(load('1.step', zeros([], { device: reference }))).toThrow('"1.step" is an array, expected a whole number');
  expect(load('1.beta1Power', Number.NaN)).toThrow('"1.beta1Power" is NaN, expected a number from 0 to 1');
  expect(load('1.beta2Power', 1.5)).toThrow('"1.beta2Power" is 1.5, expected a number from 0 to 1');
  expect(load('1.step', 0.5)).toThrow('"1.step" is 0.5, expected a whole number, at least 0');
  const freed = zeros([2], { device: reference });
  freed.dispose();
  expect(load('1.v', freed)).toThrow('"1.v" is an array that was freed, expected one of [2]');
  const fromJSON = {} as ReadonlyMap<string, number>;
  expect(() => optimizer.loadStateDict(fromJSON)).toThrow('Cannot load optimizer state: expected a Map from names');
  expect(optimizer.stateDict().get('0.step')).toBe(1);
});

test('AdamW refuses options that cannot work', () => {
  const x = new Parameter(array([1]));
  expect(() => new AdamW([x], { lr: Number.NaN })).toThrow('Cannot optimize with lr NaN');
  expect(() => new AdamW([x], { betas: [0.9, 1] })).toThrow(
    'Cannot optimize with betas[1] 1: expected a number of at least 0 and below 1',
  );
  expect(() => new AdamW([x], { eps: -1e-8 })).toThrow('Cannot optimize with eps -1e-8');
});
