import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schedules } from '@zero-to-gpt/optim';
import { expect, test } from 'vitest';
import type { Schedule } from '../../src/schedules/schedule.ts';

interface Golden {
  readonly measures: Readonly<Record<string, readonly number[]>>;
  readonly rates: Readonly<Record<string, readonly number[]>>;
  readonly plateau: Readonly<Record<string, readonly number[]>>;
}
const golden: Golden = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/schedules.json'), 'utf8'));

const lr = 0.1;
const warmup = schedules.linear({ lr, startFactor: 0.1, steps: 8 });
const all: Record<string, Schedule> = {
  constant: schedules.constant({ lr, factor: 0.3, steps: 7 }),
  step: schedules.step({ lr, stepSize: 6 }),
  stepGamma: schedules.step({ lr, stepSize: 5, gamma: 0.7 }),
  multiStep: schedules.multiStep({ lr, milestones: [3, 8, 30], gamma: 0.5 }),
  exponential: schedules.exponential({ lr, gamma: 0.93 }),
  linear: schedules.linear({ lr, steps: 11 }),
  linearDown: schedules.linear({ lr, startFactor: 1, endFactor: 0, steps: 25 }),
  polynomial: schedules.polynomial({ lr, steps: 30, power: 1.7 }),
  cosine: schedules.cosine({ lr, minLr: 0.01, steps: 40 }),
  cosineWarmRestarts: schedules.cosineWarmRestarts({ lr, minLr: 0.01, steps: 7 }),
  cosineWarmRestartsLonger: schedules.cosineWarmRestarts({ lr, steps: 5, factor: 2 }),
  oneCycle: schedules.oneCycle({ lr, steps: 41 }),
  oneCycleLinear: schedules.oneCycle({
    lr,
    steps: 41,
    pctStart: 0.25,
    anneal: 'linear',
    divFactor: 4,
    finalDivFactor: 10,
  }),
  oneCycleThreePhase: schedules.oneCycle({ lr, steps: 41, pctStart: 0.4, threePhase: true }),
  cyclic: schedules.cyclic({ lr: 0.01, maxLr: 0.1, stepSizeUp: 4 }),
  cyclicHalving: schedules.cyclic({ lr: 0.01, maxLr: 0.1, stepSizeUp: 3, stepSizeDown: 6, mode: 'triangular2' }),
  cyclicShrinking: schedules.cyclic({ lr: 0.01, maxLr: 0.1, stepSizeUp: 5, mode: 'expRange', gamma: 0.95 }),
  sequential: schedules.sequential([warmup, schedules.exponential({ lr, gamma: 0.9 })], { milestones: [8] }),
  warmupStableDecay: schedules.warmupStableDecay({ lr, warmupSteps: 5, decaySteps: 10, steps: 38 }),
  warmupStableDecayCosine: schedules.warmupStableDecay({ lr, minLr: 0.02, decaySteps: 20, steps: 38, shape: 'cosine' }),
  warmupStableDecaySqrt: schedules.warmupStableDecay({
    lr,
    minLr: 0.01,
    warmupSteps: 3,
    decaySteps: 10,
    steps: 40,
    shape: 'sqrt',
  }),
  inverseSqrt: schedules.inverseSqrt({ lr, warmupSteps: 9 }),
};

test('schedules has a golden run for every name', () => {
  expect(Object.keys(all).sort()).toEqual(Object.keys(golden.rates).sort());
  const named = new Set([...Object.keys(golden.rates), 'reduceOnPlateau']);
  expect(Object.keys(schedules).filter((name) => !named.has(name))).toEqual([]);
});

test.each(Object.keys(all))("schedules follow PyTorch's rates to 1e-12: %s", (name) => {
  const wanted = golden.rates[name]!;
  expect(wanted).toHaveLength(40);
  for (const [step, rate] of wanted.entries()) expect(Math.abs(all[name]!(step) - rate)).toBeLessThan(1e-12 * lr);
});

test.each(Object.keys(all))(
  'schedules give the same rate whenever they are asked, far past the end too: %s',
  (name) => {
    const schedule = all[name]!;
    const late = schedule(1e6);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThanOrEqual(lr + 1e-15);
    expect(schedule(3)).toBe(schedule(3));
    expect(schedule(1e6)).toBe(late);
  },
);

test.each(Object.keys(all))('schedules refuse steps that cannot be: %s', (name) => {
  expect(() => all[name]!(-1)).toThrow('Cannot look up the learning rate of step -1: steps count from 0');
  expect(() => all[name]!(Number.NaN)).toThrow('Cannot look up the learning rate of step NaN');
});

const close = { threshold: 0.15, factor: 0.5, patience: 1 };
const far = { threshold: 0.06, thresholdMode: 'abs', factor: 0.5, patience: 1 } as const;
const plateaus: Record<string, schedules.ReduceOnPlateau> = {
  'losses plain': schedules.reduceOnPlateau({ lr }),
  'losses fast': schedules.reduceOnPlateau({ lr, factor: 0.5, patience: 2, cooldown: 3, minLr: 0.02 }),
  'losses max abs': schedules.reduceOnPlateau({ lr, mode: 'max', patience: 1, threshold: 0.05, thresholdMode: 'abs' }),
  'falling rel': schedules.reduceOnPlateau({ lr, ...close }),
  'falling abs': schedules.reduceOnPlateau({ lr, ...far, cooldown: 1 }),
  'rising rel': schedules.reduceOnPlateau({ lr, ...close, mode: 'max' }),
  'rising abs': schedules.reduceOnPlateau({ lr, ...far, mode: 'max' }),
};

test('reduceOnPlateau() has a golden run for every name', () => {
  expect(Object.keys(plateaus)).toEqual(Object.keys(golden.plateau));
});

test.each(Object.entries(plateaus))("reduceOnPlateau() follows PyTorch's rates: %s", (name, plateau) => {
  const wanted = golden.plateau[name]!;
  const found = golden.measures[name.split(' ')[0]!]!.map((measure) => plateau.step(measure));
  expect(found).toHaveLength(wanted.length);
  for (const [i, rate] of wanted.entries()) expect(Math.abs(found[i]! - rate)).toBeLessThan(1e-12 * lr);
  expect(plateau.lr).toBe(found.at(-1));
  expect(new Set(wanted).size).toBeGreaterThan(1); // the run does meet a plateau
});
