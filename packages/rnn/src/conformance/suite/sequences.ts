import { Parameter } from '@zero-to-gpt/dense';
import { array, type NDArray } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Subset } from '../subset.ts';

/** What stands around recurrent layers: the last step, losses of steps, clipping, windows. */
export function describeSequences(subset: Subset, api: ConformanceApi): void {
  const { LastStep, perStep, clipGradNorm, slidingWindows } = subset;
  const { describe, test, expect } = api;

  describe('LastStep', () => {
    const x = () =>
      array([
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      ]);
    test('LastStep forward() takes the last step of each sequence', () => {
      close(api, new LastStep().forward(x()), [
        [3, 4],
        [7, 8],
      ]);
    });
    test('LastStep backward() gives the slope to the last step, and 0 to the others', () => {
      const layer = new LastStep();
      layer.forward(x());
      const dy = array([
        [1, 2],
        [3, 4],
      ]);
      close(api, layer.backward(dy), [
        [
          [0, 0],
          [1, 2],
        ],
        [
          [0, 0],
          [3, 4],
        ],
      ]);
    });
  });

  describe('perStep', () => {
    test('perStep() hands the steps to the loss as rows, and gives its gradient the shape (B, T, V)', () => {
      let seen: string[] = [];
      const loss = perStep((prediction, target) => {
        seen = [`${prediction.shape}`, `${target.shape}`];
        return { value: prediction.sum(), gradient: prediction.mul(2) };
      });
      const { value, gradient } = loss(
        array([
          [
            [1, 2, 3],
            [4, 5, 6],
          ],
        ]),
        array([[0, 1]], { dtype: 'int32' }),
      );
      expect(seen).toEqual(['2,3', '2']);
      expect(value.item()).toBeCloseTo(21, 4);
      close(api, gradient, [
        [
          [2, 4, 6],
          [8, 10, 12],
        ],
      ]);
    });
  });

  describe('clipGradNorm', () => {
    const parameters = (): Parameter[] =>
      [[3, 0], [4]].map((slopes, i) => {
        const parameter = new Parameter(`w${i}`, array(slopes));
        parameter.accumulate(array(slopes));
        return parameter;
      });
    const grads = (list: readonly Parameter[]): NDArray[] => list.map((parameter) => parameter.grad);
    test('clipGradNorm() returns the length of all slopes together, before it shortens them', () => {
      expect(clipGradNorm(parameters(), { maxNorm: 1 }).item()).toBeCloseTo(5, 4);
    });
    test('clipGradNorm() shortens all slopes by one factor: the direction stays', () => {
      const list = parameters();
      clipGradNorm(list, { maxNorm: 1 });
      close(api, grads(list)[0]!, [0.6, 0]);
      close(api, grads(list)[1]!, [0.8]);
    });
    test('clipGradNorm() leaves slopes alone that are short enough', () => {
      const list = parameters();
      clipGradNorm(list, { maxNorm: 10 });
      close(api, grads(list)[0]!, [3, 0]);
    });
  });

  describe('slidingWindows', () => {
    const series = () => array([0, 1, 2, 3, 4].map((t) => [t, 10 * t]));
    test('slidingWindows() cuts every stretch of `length` steps that has a next step', () => {
      const { x } = slidingWindows(series(), series().slice({}, 0), { length: 3 });
      close(api, x, [
        [
          [0, 0],
          [1, 10],
          [2, 20],
        ],
        [
          [1, 10],
          [2, 20],
          [3, 30],
        ],
      ]);
    });
    test('slidingWindows() targets are the step behind each window, not its last one', () => {
      close(api, slidingWindows(series(), series().slice({}, 0), { length: 3 }).y, [3, 4]);
    });
    test('slidingWindows() keeps the axes of the targets', () => {
      close(api, slidingWindows(series(), series().slice({}, { stop: 1 }), { length: 4 }).y, [[4]]);
    });
    test('slidingWindows() refuses a series that is too short', () => {
      expect(() => slidingWindows(series(), series(), { length: 5 })).toThrow();
    });
  });
}
