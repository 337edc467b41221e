import { constantSchedule, schedules } from '@zero-to-gpt/optim';
import { expect, test } from 'vitest';

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
const flat = constantSchedule(1);
const wsd = (options: object) => () => schedules.warmupStableDecay({ lr: 1, decaySteps: 5, steps: 10, ...options });
const plateau = (options: object) => () => schedules.reduceOnPlateau({ lr: 1, ...options });
const cycle = (options: object) => () => schedules.oneCycle({ lr: 1, steps: 10, ...options });
const cyclic = (options: object) => () => schedules.cyclic({ lr: 0.1, maxLr: 1, ...options });
const restarts = (options: object) => () => schedules.cosineWarmRestarts({ lr: 1, steps: 10, ...options });

const refusals: [make: () => unknown, message: string][] = [
  [() => constantSchedule(-1), 'Cannot use lr -1: expected a finite number, at least 0'],
  [() => schedules.constant({ lr: nan }), 'Cannot use lr NaN'],
  [() => schedules.constant({ lr: 1, factor: 0 }), 'Cannot use factor 0: expected a finite number above 0'],
  [() => schedules.constant({ lr: 1, steps: -1 }), 'Cannot schedule -1 steps: expected a whole number, at least 0'],
  [() => schedules.step({ lr: infinity, stepSize: 1 }), 'Cannot use lr Infinity'],
  [() => schedules.step({ lr: 1, stepSize: 0 }), 'Cannot keep a learning rate for 0 steps: expected a whole number'],
  [() => schedules.step({ lr: 1, stepSize: 2, gamma: -1 }), 'Cannot use gamma -1: expected a finite number above 0'],
  [() => schedules.multiStep({ lr: 1, milestones: [] }), 'Cannot change the learning rate: found no milestones'],
  [
    () => schedules.multiStep({ lr: 1, milestones: [0] }),
    'Cannot use milestone 0: expected a whole number, at least 1',
  ],
  [() => schedules.multiStep({ lr: 1, milestones: [5, 5] }), 'Cannot use milestone 5 after 5: milestones must ascend'],
  [() => schedules.multiStep({ lr: 1, milestones: [5], gamma: nan }), 'Cannot use gamma NaN'],
  [() => schedules.exponential({ lr: 1, gamma: 0 }), 'Cannot use gamma 0'],
  [() => schedules.linear({ lr: 1, steps: 0 }), 'Cannot schedule 0 steps: expected a whole number, at least 1'],
  [() => schedules.linear({ lr: 1, steps: nan }), 'Cannot schedule NaN steps'],
  [() => schedules.linear({ lr: 1, steps: 5, startFactor: -1 }), 'Cannot use startFactor -1'],
  [() => schedules.linear({ lr: 1, steps: 5, endFactor: infinity }), 'Cannot use endFactor Infinity'],
  [() => schedules.polynomial({ lr: 1, steps: 1.5 }), 'Cannot schedule 1.5 steps'],
  [() => schedules.polynomial({ lr: 1, steps: 5, power: 0 }), 'Cannot use power 0'],
  [() => schedules.cosine({ lr: 1, steps: 0 }), 'Cannot schedule 0 steps'],
  [() => schedules.cosine({ lr: 1, steps: 1.5 }), 'Cannot schedule 1.5 steps'],
  [
    () => schedules.cosine({ lr: 1, steps: [10] as unknown as number }),
    'Cannot schedule 10 steps: expected a whole number',
  ],
  [
    () => schedules.cosine({ lr: 1, steps: 10, warmupSteps: 10 }),
    'Cannot warm up for 10 of 10 steps: warmupSteps must be below steps',
  ],
  [() => schedules.cosine({ lr: 1, steps: 10, warmupSteps: -1 }), 'Cannot warm up for -1 steps'],
  [
    () => schedules.cosine({ lr: 1, minLr: 2, steps: 10 }),
    'Cannot decay from lr 1 to minLr 2: minLr must not be above lr',
  ],
  [() => schedules.cosine({ lr: nan, steps: 10 }), 'Cannot use lr NaN'],
  [restarts({ minLr: 2 }), 'Cannot decay from lr 1 to minLr 2'],
  [restarts({ steps: 0 }), 'Cannot schedule 0 steps'],
  [restarts({ factor: 1.5 }), 'Cannot use factor 1.5: expected a whole number'],
  [restarts({ factor: 0 }), 'Cannot use factor 0'],
  [cycle({ steps: 1 }), 'Cannot schedule 1 steps: expected a whole number, at least 2'],
  [cycle({ pctStart: 1.5 }), 'Cannot use pctStart 1.5: expected a share from 0 to 1'],
  [cycle({ pctStart: 0.6, threePhase: true }), 'Cannot use pctStart 0.6: expected a share from 0 to 0.5'],
  [cycle({ divFactor: 0 }), 'Cannot use divFactor 0'],
  [cycle({ finalDivFactor: -1 }), 'Cannot use finalDivFactor -1'],
  [cycle({ anneal: 'cosine' }), 'Cannot use anneal cosine: expected cos or linear'],
  [cyclic({ maxLr: 0.01 }), 'Cannot climb from lr 0.1 to maxLr 0.01: maxLr must not be below lr'],
  [cyclic({ stepSizeUp: 0 }), 'Cannot climb for 0 steps'],
  [cyclic({ stepSizeDown: 0.5 }), 'Cannot come down for 0.5 steps'],
  [cyclic({ gamma: 0 }), 'Cannot use gamma 0'],
  [cyclic({ mode: 'square' }), 'Cannot use mode square: expected one of triangular, triangular2, expRange'],
  [wsd({ decaySteps: 0 }), 'Cannot decay for 0 steps'],
  [wsd({ warmupSteps: 10 }), 'Cannot warm up for 10 of 10 steps'],
  [wsd({ warmupSteps: 6 }), 'Cannot warm up for 6 and decay for 5 of 10 steps: together they must not be above steps'],
  [wsd({ minLr: 3 }), 'Cannot decay from lr 1 to minLr 3'],
  [wsd({ shape: 'square' }), 'Cannot use shape square: expected one of linear, cosine, sqrt'],
  [() => schedules.inverseSqrt({ lr: 1, warmupSteps: 0 }), 'Cannot warm up for 0 steps'],
  [() => schedules.sequential([flat], { milestones: [] }), 'Cannot put 1 schedules in sequence: expected at least 2'],
  [
    () => schedules.sequential([flat, flat], { milestones: [1, 2] }),
    'Cannot put 2 schedules in sequence: found 2 milestones, expected 1',
  ],
  [
    () => schedules.sequential([flat, flat, flat], { milestones: [9, 3] }),
    'Cannot use milestone 3 after 9: milestones must ascend',
  ],
  [plateau({ factor: 0 }), 'Cannot reduce by factor 0'],
  [plateau({ factor: 1 }), 'Cannot reduce by factor 1: expected a number above 0 and below 1'],
  [plateau({ patience: -1 }), 'Cannot be patient for -1 steps'],
  [plateau({ cooldown: 0.5 }), 'Cannot cool down for 0.5 steps'],
  [plateau({ minLr: 2 }), 'Cannot reduce lr 1 to minLr 2: minLr must not be above lr'],
  [plateau({ threshold: nan }), 'Cannot use threshold NaN'],
  [plateau({ mode: 'low' }), 'Cannot use mode low: expected min or max'],
  [plateau({ thresholdMode: 'share' }), 'Cannot use thresholdMode share: expected rel or abs'],
];

test.each(refusals)('schedules refuse rates and horizons that cannot be: %s → %s', (make, message) => {
  expect(make).toThrow(RangeError);
  expect(make).toThrow(message);
});

test('schedules take the smallest and largest values that can be', () => {
  expect([0, 1].map(schedules.multiStep({ lr: 1, milestones: [1], gamma: 0.5 }))).toEqual([1, 0.5]);
  expect([0, 1].map(schedules.cosine({ lr: 1, steps: 1 }))).toEqual([1, 0]);
  expect([0, 1, 2].map(schedules.cosine({ lr: 1, warmupSteps: 1, steps: 2 }))).toEqual([0.5, 1, 0]);
  expect([0, 1, 2].map(schedules.warmupStableDecay({ lr: 1, warmupSteps: 1, decaySteps: 1, steps: 2 }))).toEqual([
    0.5, 1, 0,
  ]);
  expect([0, 1].map(schedules.linear({ lr: 1, startFactor: 0, steps: 1 }))).toEqual([0, 1]);
  expect([0, 1].map(schedules.constant({ lr: 0 }))).toEqual([0, 0]);
});

test('schedules that come again refuse the step Infinity, which has no place in a cycle', () => {
  const cycles = [
    schedules.cosineWarmRestarts({ lr: 1, steps: 2 }),
    schedules.cosineWarmRestarts({ lr: 1, steps: 2, factor: 2 }),
    schedules.cyclic({ lr: 0, maxLr: 1 }),
  ];
  for (const schedule of cycles)
    expect(() => schedule(infinity)).toThrow('Cannot look up the learning rate of step Infinity');
});

test('a plateau says what it loads a state from', () => {
  const state = {} as ReadonlyMap<string, number>; // as from JSON
  expect(() => schedules.reduceOnPlateau({ lr: 1 }).loadStateDict(state)).toThrow(
    'Cannot load the state of a plateau: expected a Map of numbers',
  );
});
