import { Linear, Parameter, tensor } from '@zero-to-gpt/autograd';
import { array } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Subset } from '../subset.ts';

/** What stands around an optimizer: the schedule, clipping, groups. */
export function describeDescent({ cosineSchedule, clipGradNorm, decayGroups }: Subset, api: ConformanceApi): void {
  const { describe, test, expect } = api;

  describe('cosineSchedule', () => {
    const schedule = cosineSchedule({ lr: 1, minLr: 0.1, warmupSteps: 4, steps: 24 });
    test('cosineSchedule() warms up: step s has lr · (s + 1) / (warmupSteps + 1)', () => {
      for (const [step, lr] of [0.2, 0.4, 0.6, 0.8].entries()) expect(schedule(step)).toBeCloseTo(lr, 6);
    });
    test('cosineSchedule() has lr after the warm-up', () => {
      expect(schedule(4)).toBeCloseTo(1, 6);
    });
    test('cosineSchedule() is half way down in the middle of the cosine', () => {
      expect(schedule(14)).toBeCloseTo(0.55, 6);
      expect(schedule(5)).toBeCloseTo(0.99446, 5);
      expect(schedule(23)).toBeCloseTo(0.10554, 5);
    });
    test('cosineSchedule() stays at minLr from its last step on', () => {
      expect(schedule(24)).toBeCloseTo(0.1, 6);
      expect(schedule(1000)).toBeCloseTo(0.1, 6);
    });
    test('cosineSchedule() without warm-up falls from lr to 0', () => {
      const found = [0, 5, 10].map(cosineSchedule({ lr: 2, steps: 10 }));
      for (const [i, lr] of [2, 1, 0].entries()) expect(found[i]!).toBeCloseTo(lr, 6);
    });
    test('cosineSchedule() refuses a warm-up that leaves no step', () => {
      expect(() => cosineSchedule({ lr: 1, warmupSteps: 10, steps: 10 })).toThrow();
    });
  });

  describe('clipGradNorm', () => {
    /** Two parameters with slopes [3, 0] and [4], together 5 long. */
    const both = (): [Parameter, Parameter] => {
      const [a, b] = [new Parameter(array([1, 1])), new Parameter(array([1]))];
      a.mul(tensor([3, 0]))
        .sum()
        .add(b.mul(4).sum())
        .backward();
      return [a, b];
    };
    test('clipGradNorm() gives the length of all gradients together', () => {
      expect(clipGradNorm(both(), { maxNorm: 10 }).item()).toBeCloseTo(5, 5);
    });
    test('clipGradNorm() shortens all by one factor', () => {
      const [a, b] = both();
      expect(clipGradNorm([a, b], { maxNorm: 2.5 }).item()).toBeCloseTo(5, 5);
      close(api, a.grad!, [1.5, 0]);
      close(api, b.grad!, [2]);
    });
    test('clipGradNorm() leaves shorter gradients as they are', () => {
      const [a, b] = both();
      clipGradNorm([a, b], { maxNorm: 10 });
      close(api, a.grad!, [3, 0]);
      close(api, b.grad!, [4]);
    });
    test('clipGradNorm() clips to 1 where nothing is said', () => {
      const [a, b] = both();
      clipGradNorm([a, b]);
      close(api, a.grad!, [0.6, 0]);
    });
    test('clipGradNorm() passes over parameters without a gradient', () => {
      const [a, b] = both();
      expect(clipGradNorm([new Parameter(array([7])), a, b]).item()).toBeCloseTo(5, 5);
    });
  });

  describe('decayGroups', () => {
    test('decayGroups() decays matrices and spares biases', () => {
      const layer = new Linear(3, 2);
      const groups = decayGroups(layer, { weightDecay: 0.1 });
      const decay = (p: Parameter): number | undefined =>
        groups.find(({ parameters }) => parameters.includes(p))?.options?.weightDecay;
      expect([decay(layer.weight), decay(layer.bias!)]).toEqual([0.1, 0]);
      expect(groups.flatMap(({ parameters }) => parameters).length).toBe(2);
    });
  });
}
