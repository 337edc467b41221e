import { schedules } from '@zero-to-gpt/optim';
import { expect, test } from 'vitest';

test('oneCycle() may begin at its peak, and may end there', () => {
  const down = schedules.oneCycle({ lr: 1, steps: 5, pctStart: 0, anneal: 'linear', divFactor: 10, finalDivFactor: 1 });
  expect([0, 4].map((step) => down(step).toFixed(4))).toEqual(['0.8200', '0.1000']); // its peak lies one step before the first, as PyTorch has it
  const up = schedules.oneCycle({ lr: 1, steps: 5, pctStart: 1, anneal: 'linear', divFactor: 10 });
  expect([0, 2, 4].map((step) => up(step).toFixed(4))).toEqual(['0.1000', '0.5500', '1.0000']);
});

test('oneCycle() whose way up has no length starts at the peak', () => {
  const schedule = schedules.oneCycle({ lr: 1, steps: 10, pctStart: 0.1 });
  expect(schedule(0)).toBe(1);
});

test('oneCycle() stays at its last rate after its steps', () => {
  const schedule = schedules.oneCycle({ lr: 1, steps: 10, divFactor: 2, finalDivFactor: 5 });
  expect([9, 10, 1000].map((step) => schedule(step).toFixed(12))).toEqual(new Array(3).fill('0.100000000000'));
});
