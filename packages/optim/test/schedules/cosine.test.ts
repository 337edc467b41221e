import { cosineSchedule, schedules } from '@zero-to-gpt/optim';
import { expect, test } from 'vitest';

test("cosineSchedule() follows nanoGPT's get_lr", () => {
  // get_lr(it) in Python with learning_rate 1e-3, min_lr 1e-4, warmup_iters 100, lr_decay_iters 2000
  const wanted = [
    9.900990099009901e-6, 0.000504950495049505, 0.0009900990099009901, 0.001, 0.0009999993848585915, 0.00055,
    0.00010000061514140841, 0.0001, 0.0001,
  ];
  const schedule = cosineSchedule({ lr: 1e-3, minLr: 1e-4, warmupSteps: 100, steps: 2000 });
  [0, 50, 99, 100, 101, 1050, 1999, 2000, 5000].forEach((step, i) => {
    expect(schedule(step) / wanted[i]!).toBeCloseTo(1, 12);
  });
});

test('cosineSchedule() starts at lr without warm-up and falls to 0 by default', () => {
  const schedule = cosineSchedule({ lr: 2, steps: 4 });
  expect([0, 1, 2, 3, 4].map((step) => +schedule(step).toFixed(6))).toEqual([2, 1.707107, 1, 0.292893, 0]);
});

test('cosineSchedule() stays at minLr after its steps, where the cosine itself would climb again', () => {
  const schedule = cosineSchedule({ lr: 1, minLr: 0.25, steps: 4 });
  expect([4, 5, 8, 400].map(schedule)).toEqual([0.25, 0.25, 0.25, 0.25]);
});

test('schedules.cosine is cosineSchedule()', () => {
  expect(schedules.cosine).toBe(cosineSchedule);
});
