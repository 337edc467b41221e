import { Parameter } from '@zero-to-gpt/autograd';
import { array, reference } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import { RMSprop } from '../../src/optimizers/rmsprop.ts';
import { describeOptimizer } from '../fixtures/describe-optimizer.ts';

const all = { lr: 0.05, alpha: 0.9, eps: 1e-4, weightDecay: 0.1, momentum: 0.8, centered: true };

describeOptimizer('RMSprop', [
  { golden: 'rmsprop', make: (parameters) => new RMSprop(parameters), remembers: ['squareMean'] },
  {
    golden: 'rmspropMomentum',
    make: (parameters) => new RMSprop(parameters, { lr: 0.02, momentum: 0.9 }),
    remembers: ['squareMean', 'velocity'],
  },
  {
    golden: 'rmspropAll',
    make: (parameters) => new RMSprop(parameters, all),
    remembers: ['squareMean', 'gradMean', 'velocity'],
    scratch: 2,
  },
]);

test('RMSprop stays a number where rounding takes the centered variance below 0', () => {
  const x = new Parameter(array([1], { device: reference }));
  using optimizer = new RMSprop([x], { centered: true, lr: 1e-9, alpha: 0.5 });
  for (let step = 0; step < 60; step++) {
    x.grad = array([0.1], { device: reference });
    optimizer.step();
    expect(x.value.item()).not.toBeNaN();
  }
});

test('RMSprop refuses options that cannot work', () => {
  const x = new Parameter(array([1]));
  expect(() => new RMSprop([x], { lr: -1 })).toThrow('Cannot optimize with lr -1');
  expect(() => new RMSprop([x], { alpha: 1 })).toThrow(
    'Cannot optimize with alpha 1: expected a number of at least 0 and below 1',
  );
  expect(() => new RMSprop([x], { eps: -1 })).toThrow('Cannot optimize with eps -1');
  expect(() => new RMSprop([x], { momentum: Number.NaN })).toThrow('Cannot optimize with momentum NaN');
  expect(() => new RMSprop([x], { weightDecay: -1 })).toThrow('Cannot optimize with weightDecay -1');
});
