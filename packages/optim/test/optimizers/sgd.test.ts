import { Parameter } from '@zero-to-gpt/autograd';
import { array } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import type { ParameterGroup } from '../../src/optimizers/optimizer.ts';
import { SGD, type SGDOptions } from '../../src/optimizers/sgd.ts';
import { describeOptimizer } from '../fixtures/describe-optimizer.ts';

const variants: [name: string, options: Partial<SGDOptions>][] = [
  ['sgd', { lr: 0.1 }],
  ['sgdDecay', { lr: 0.1, weightDecay: 0.05 }],
  ['sgdMomentum', { lr: 0.1, momentum: 0.9 }],
  ['sgdDampening', { lr: 0.1, momentum: 0.9, dampening: 0.3, weightDecay: 0.05 }],
  ['sgdNesterov', { lr: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.05 }],
];

describeOptimizer(
  'SGD',
  variants.map(([golden, options]) => ({
    golden,
    make: (params) => new SGD(params, options),
    remembers: options.momentum ? (options.dampening ? ['velocity', 'step'] : ['velocity']) : [],
    scratch: options.nesterov && options.weightDecay ? 2 : 1,
  })),
);

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

test('SGD does not let a parameter that is infinite become NaN when nothing decays', () => {
  const x = new Parameter(array([Number.POSITIVE_INFINITY]));
  using optimizer = new SGD([x], { lr: 0.1 });
  x.grad = array([1]);
  optimizer.step();
  expect(x.value.toArray()).toEqual([Number.POSITIVE_INFINITY]);
});

test('SGD refuses options that cannot work', () => {
  const x = new Parameter(array([1]));
  expect(() => new SGD([x], { lr: -1 })).toThrow('Cannot optimize with lr -1');
  expect(() => new SGD([x], { momentum: Number.NaN })).toThrow('Cannot optimize with momentum NaN');
  expect(() => new SGD([x], { momentum: 0.9, dampening: 1 })).toThrow('Cannot optimize with dampening 1');
  expect(() => new SGD([x], { nesterov: true })).toThrow("Cannot use Nesterov's momentum: momentum is 0");
  expect(() => new SGD([x], { nesterov: true, momentum: 0.9, dampening: 0.1 })).toThrow(
    "Cannot use Nesterov's momentum with dampening 0.1: expected 0",
  );
});
