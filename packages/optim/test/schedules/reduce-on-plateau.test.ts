import { type NDArray, zeros } from '@zero-to-gpt/linalg';
import { schedules } from '@zero-to-gpt/optim';
import { expect, test } from 'vitest';

const options = { lr: 1, factor: 0.5, patience: 1, cooldown: 1 };
const measures = [3, 2, 2.5, 2.5, 2.5, 2.5, 1, 1, 1, 1];

test('reduceOnPlateau() goes on from its state as if it had not stopped', () => {
  const whole = schedules.reduceOnPlateau(options);
  const wanted = measures.map((measure) => whole.step(measure));
  expect(new Set(wanted).size).toBeGreaterThan(2);
  for (let cut = 0; cut <= measures.length; cut++) {
    const first = schedules.reduceOnPlateau(options);
    const found = measures.slice(0, cut).map((measure) => first.step(measure));
    const second = schedules.reduceOnPlateau(options);
    second.loadStateDict(first.stateDict());
    expect(second.stateDict()).toEqual(first.stateDict());
    found.push(...measures.slice(cut).map((measure) => second.step(measure)));
    expect(found).toEqual(wanted);
  }
});

test('reduceOnPlateau() stops at minLr', () => {
  const plateau = schedules.reduceOnPlateau({ lr: 1, factor: 0.1, patience: 0, minLr: 0.05 });
  expect([1, 1, 1, 1].map((measure) => plateau.step(measure))).toEqual([1, 0.1, 0.05, 0.05]);
});

test('reduceOnPlateau() makes no reduction by eps or less', () => {
  const rates = (eps: number): number[] => {
    const plateau = schedules.reduceOnPlateau({ lr: 1, factor: 0.5, patience: 0, eps });
    return [1, 1].map((measure) => plateau.step(measure));
  };
  expect([rates(0.5), rates(0.4)]).toEqual([
    [1, 1],
    [1, 0.5],
  ]);
});

test('reduceOnPlateau() refuses NaN, which no threshold can judge', () => {
  expect(() => schedules.reduceOnPlateau({ lr: 1 }).step(Number.NaN)).toThrow(
    'Cannot look for a plateau: the measure is NaN',
  );
});

test('reduceOnPlateau() lists all that is wrong with a state, and changes nothing', () => {
  const plateau = schedules.reduceOnPlateau(options);
  const before = plateau.stateDict();
  const state = new Map<string, NDArray | number>([
    ['lr', -1],
    ['best', zeros([1])],
    ['badSteps', 0.5],
    ['extra', 1],
  ]);
  expect(() => plateau.loadStateDict(state)).toThrow(
    [
      'Cannot load the state of a plateau: "extra" is not a key of it',
      '"lr" is -1, expected a finite number, at least 0',
      '"best" is an array, expected a number',
      '"badSteps" is 0.5, expected a whole number, at least 0',
      '"cooldownLeft" is missing, expected a whole number, at least 0',
    ].join('\n  '),
  );
  expect(plateau.stateDict()).toEqual(before);
});
