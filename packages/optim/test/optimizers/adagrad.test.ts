import { Parameter } from '@zero-to-gpt/autograd';
import { array, reference } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import { Adagrad } from '../../src/optimizers/adagrad.ts';
import { describeOptimizer } from '../fixtures/describe-optimizer.ts';

const all = { lr: 0.1, lrDecay: 0.05, weightDecay: 0.1, initialAccumulatorValue: 0.25, eps: 1e-3 };

describeOptimizer('Adagrad', [
  { golden: 'adagrad', make: (parameters) => new Adagrad(parameters), remembers: ['sum', 'step'] },
  { golden: 'adagradAll', make: (parameters) => new Adagrad(parameters, all), remembers: ['sum', 'step'], scratch: 2 },
]);

test('Adagrad sums the squares of all gradients, from initialAccumulatorValue on', () => {
  const x = new Parameter(array([1, 1], { device: reference }));
  using optimizer = new Adagrad([x], { initialAccumulatorValue: 0.5 });
  for (const gradient of [
    [1, 0],
    [2, -3],
  ]) {
    x.grad = array(gradient, { device: reference });
    optimizer.step();
  }
  expect(optimizer.stateDict().get('0.sum')).toMatchObject({ shape: [2] });
  expect(
    [...optimizer.stateDict().values()].map((value) => (typeof value === 'number' ? value : value.toArray())),
  ).toEqual([[5.5, 9.5], 2]);
});

test('Adagrad refuses options that cannot work', () => {
  const x = new Parameter(array([1]));
  expect(() => new Adagrad([x], { lr: -1 })).toThrow('Cannot optimize with lr -1: expected a number of at least 0');
  expect(() => new Adagrad([x], { lrDecay: Number.NaN })).toThrow('Cannot optimize with lrDecay NaN');
  expect(() => new Adagrad([x], { weightDecay: -1 })).toThrow('Cannot optimize with weightDecay -1');
  expect(() => new Adagrad([x], { initialAccumulatorValue: -1 })).toThrow(
    'Cannot optimize with initialAccumulatorValue -1',
  );
  expect(() => new Adagrad([x], { eps: -1 })).toThrow('Cannot optimize with eps -1');
});
