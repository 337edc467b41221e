import { Parameter } from '@zero-to-gpt/autograd';
import { array, reference } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import { Lion } from '../../src/optimizers/lion.ts';
import { describeOptimizer } from '../fixtures/describe-optimizer.ts';

const decay = { lr: 0.05, betas: [0.95, 0.98], weightDecay: 0.3 } as const;

describeOptimizer('Lion', [
  { golden: 'lion', make: (parameters) => new Lion(parameters), remembers: ['m'] },
  { golden: 'lionDecay', make: (parameters) => new Lion(parameters, decay), remembers: ['m'] },
]);

test('Lion moves every element by lr, however long its gradient', () => {
  const x = new Parameter(array([0, 0, 0], { device: reference }));
  using optimizer = new Lion([x], { lr: 0.25 });
  x.grad = array([1e-20, -1e20, 0], { device: reference });
  optimizer.step();
  expect(x.value.toArray()).toEqual([-0.25, 0.25, 0]);
});

test('Lion refuses options that cannot work', () => {
  const x = new Parameter(array([1]));
  expect(() => new Lion([x], { lr: -1 })).toThrow('Cannot optimize with lr -1');
  expect(() => new Lion([x], { betas: [1, 0.9] })).toThrow('Cannot optimize with betas[0] 1');
  expect(() => new Lion([x], { betas: [0.9, -1] })).toThrow('Cannot optimize with betas[1] -1');
  expect(() => new Lion([x], { weightDecay: -1 })).toThrow('Cannot optimize with weightDecay -1');
});
