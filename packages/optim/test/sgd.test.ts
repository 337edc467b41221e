import { Parameter } from '@zero-to-gpt/autograd';
import { array, createReference, reference, zeros } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import type { ParameterGroup } from '../src/optimizer.ts';
import { SGD, type SGDOptions } from '../src/sgd.ts';
import { parameters, run } from './fixtures/optimize.ts';
import { pytorch } from './fixtures/pytorch.ts';

expect.extend(matchers);

const variants: [name: string, options: Partial<SGDOptions>][] = [
  ['sgd', { lr: 0.1 }],
  ['sgdDecay', { lr: 0.1, weightDecay: 0.05 }],
  ['sgdMomentum', { lr: 0.1, momentum: 0.9 }],
  ['sgdNesterov', { lr: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.05 }],
];

forEachDevice((makeDevice, name) => {
  test.each(variants)(`SGD on ${name} takes PyTorch's ten steps: %s`, async (variant, options) => {
    const both = parameters(makeDevice());
    using optimizer = new SGD([both.weight, both.bias], options);
    run(both, optimizer);
    const { weight, bias } = pytorch.optimizers[variant]!.at(-1)!;
    await expect(both.weight).toBeAllClose(weight, { rtol: 1e-6, atol: 1e-7 });
    await expect(both.bias).toBeAllClose(bias, { rtol: 1e-6, atol: 1e-7 });
  });

  test(`SGD on ${name} resumes from its state with the same steps, to the last bit`, async () => {
    const device = makeDevice();
    const options = { lr: 0.1, momentum: 0.9, nesterov: true };
    const whole = parameters(device);
    using uninterrupted = new SGD([whole.weight, whole.bias], options);
    run(whole, uninterrupted);

    const both = parameters(device);
    using first = new SGD([both.weight, both.bias], options);
    run(both, first, { to: 4 });
    using second = new SGD([both.weight, both.bias], options);
    second.loadStateDict(first.stateDict());
    run(both, second, { from: 4 });
    expect(await both.weight.data()).toEqual(await whole.weight.data());
    expect(await both.bias.data()).toEqual(await whole.bias.data());
  });
});

test.each(variants)('SGD in float64 equals PyTorch to 1e-12: %s', async (variant, options) => {
  const both = parameters(reference, 'float64');
  using optimizer = new SGD([both.weight, both.bias], options);
  run(both, optimizer);
  await expect(both.weight).toBeAllClose(pytorch.optimizers[variant]!.at(-1)!.weight, { rtol: 1e-12, atol: 1e-14 });
});

test('SGD groups override options, and lr holds for the groups without their own', () => {
  const [a, b] = [new Parameter(array([1])), new Parameter(array([1]))];
  const groups: ParameterGroup<SGDOptions>[] = [{ parameters: [a] }, { parameters: [b], options: { lr: 0.5 } }];
  using optimizer = new SGD(groups, { lr: 0.1 });
  optimizer.lr = 0.25;
  a.grad = array([1]);
  b.grad = array([1]);
  optimizer.step();
  expect([a.value.toArray(), b.value.toArray()]).toEqual([[0.75], [0.5]]);
});

test('SGD leaves parameters without a gradient alone', () => {
  const x = new Parameter(array([1]));
  using optimizer = new SGD([x], { lr: 0.1, weightDecay: 0.5 });
  optimizer.step();
  expect(x.value.toArray()).toEqual([1]);
});

test('SGD does not let a parameter that is infinite become NaN when nothing decays', () => {
  const x = new Parameter(array([Number.POSITIVE_INFINITY]));
  using optimizer = new SGD([x], { lr: 0.1 });
  x.grad = array([1]);
  optimizer.step();
  expect(x.value.toArray()).toEqual([Number.POSITIVE_INFINITY]);
});

test('SGD frees what a step makes, and its state when disposed', () => {
  const device = createReference();
  const x = new Parameter(zeros([100], { device }));
  x.grad = zeros([100], { device });
  const before = device.stats().bytes;
  const optimizer = new SGD([x], { momentum: 0.9, nesterov: true });
  expect(device.stats().bytes).toBe(before + 400);
  optimizer.step();
  expect(device.stats().bytes).toBe(before + 400);
  optimizer[Symbol.dispose]();
  expect(device.stats().bytes).toBe(before);
});

test('SGD refuses options that cannot work', () => {
  const x = new Parameter(array([1]));
  expect(() => new SGD([x], { lr: -1 })).toThrow('Cannot optimize with lr -1');
  expect(() => new SGD([x], { momentum: Number.NaN })).toThrow('Cannot optimize with momentum NaN');
  expect(() => new SGD([x], { nesterov: true })).toThrow("Cannot use Nesterov's momentum: momentum is 0");
});
