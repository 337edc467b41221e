import { array, Random, tidy } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Subset } from '../subset.ts';

/** Parameters, their first values, and the step that changes them. */
export function describeParameters({ Parameter, init, Descent }: Subset, api: ConformanceApi): void {
  const { describe, test, expect } = api;
  const two = () => new Parameter('weight', array([1, 2]));

  describe('Parameter', () => {
    test('Parameter has a name, its value, and zeros for slopes at first', () => {
      const parameter = two();
      expect(parameter.name).toBe('weight');
      close(api, parameter.value, [1, 2]);
      close(api, parameter.grad, [0, 0]);
    });
    test('Parameter accumulate() adds slopes to those that are there', () => {
      const parameter = two();
      parameter.accumulate(array([1, 2]));
      parameter.accumulate(array([10, 20]));
      close(api, parameter.grad, [11, 22]);
    });
    test('Parameter zeroGrad() forgets the slopes', () => {
      const parameter = two();
      parameter.accumulate(array([1, 2]));
      parameter.zeroGrad();
      close(api, parameter.grad, [0, 0]);
      parameter.accumulate(array([5, 6]));
      close(api, parameter.grad, [5, 6]);
    });
    test('Parameter keeps value and slopes when the scope ends in which they were made', () => {
      const made = { parameter: two() };
      tidy(() => {
        made.parameter = two();
        made.parameter.accumulate(array([1, 2]));
      });
      close(api, made.parameter.value, [1, 2]);
      close(api, made.parameter.grad, [1, 2]);
    });
    test('Parameter does not change the slopes that it was given', () => {
      const [parameter, slopes] = [two(), array([1, 2])];
      parameter.accumulate(slopes);
      parameter.accumulate(array([10, 20]));
      close(api, slopes, [1, 2]);
    });
    test('Parameter refuses slopes of another shape', () => {
      expect(() => two().accumulate(array([[1], [2]]))).toThrow();
    });
  });

  describe('init', () => {
    test('init.uniform draws within ±1/√fanIn, all of it', () => {
      const drawn = init.uniform([50, 4], { random: new Random(1) });
      expect([...drawn.shape]).toEqual([50, 4]);
      expect(drawn.abs().max().item()).toBeLessThan(0.5);
      expect(drawn.abs().max().item()).toBeGreaterThan(0.45);
    });
    test('init.uniform draws within the bound it is given', () => {
      const drawn = init.uniform([50, 4], { bound: 3, random: new Random(1) });
      expect(drawn.abs().max().item()).toBeGreaterThan(2.7);
      expect(drawn.abs().max().item()).toBeLessThan(3);
    });
    test('init.xavier has variance 2/(fanIn + fanOut)', () => {
      expect(
        init
          .xavier([30, 170], { random: new Random(2) })
          .var()
          .item() * 100,
      ).toBeCloseTo(1, 1);
    });
    test('init.kaiming has variance 2/fanIn', () => {
      expect(
        init
          .kaiming([30, 200], { random: new Random(3) })
          .var()
          .item() * 100,
      ).toBeCloseTo(1, 1);
    });
    test('init.kaiming counts every number in a window as an input', () => {
      expect(
        init
          .kaiming([30, 8, 5, 5], { random: new Random(4) })
          .var()
          .item() * 100,
      ).toBeCloseTo(1, 1);
    });
    test('init.xavier draws the same numbers for the same seed', () => {
      const draw = () => init.xavier([2, 3], { random: new Random(5) }).toArray();
      expect(draw()).toEqual(draw());
    });
  });

  describe('Descent', () => {
    test('Descent step() takes lr times the slope from the value, and forgets the slope', () => {
      const parameter = two();
      parameter.accumulate(array([10, -10]));
      new Descent([parameter], { lr: 0.1 }).step();
      close(api, parameter.value, [0, 3]);
      close(api, parameter.grad, [0, 0]);
    });
    test('Descent with momentum makes a share of the last step again', () => {
      const parameter = two();
      const descent = new Descent([parameter], { lr: 0.1, momentum: 0.5 });
      for (const slope of [10, 10]) {
        parameter.accumulate(array([slope, 0]));
        descent.step(); // 1, then 1 + 0.5
      }
      close(api, parameter.value, [-1.5, 2]);
    });
    test('Descent with weightDecay pulls values towards 0', () => {
      const parameter = two();
      parameter.accumulate(array([0, 0]));
      new Descent([parameter], { lr: 0.1, weightDecay: 0.5 }).step();
      close(api, parameter.value, [0.95, 1.9]);
    });
    test('Descent lr may be changed between steps', () => {
      const parameter = two();
      const descent = new Descent([parameter], { lr: 0.1 });
      descent.lr = 1;
      parameter.accumulate(array([1, 1]));
      descent.step();
      close(api, parameter.value, [0, 1]);
    });
  });
}
