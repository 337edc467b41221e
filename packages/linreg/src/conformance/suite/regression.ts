import { array } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Subset } from '../subset.ts';

/** Fitting, predicting, scoring. */
export function describeRegression({ LinearRegression }: Subset, api: ConformanceApi): void {
  const { describe, test, expect } = api;
  const [x, y] = [() => array([[-1], [0], [1]]), () => array([-1, 1, 3])]; // y = 2x + 1

  describe('LinearRegression', () => {
    test('LinearRegression descends by lr · 2/n · Σ error · x in the coefficient, from zero', () => {
      close(api, new LinearRegression({ solver: 'gd', lr: 0.1, epochs: 1 }).fit(x(), y()).coef, [0.26666667]);
    });
    test('LinearRegression descends by lr · 2/n · Σ error in the intercept: the same 2/n', () => {
      expect(new LinearRegression({ solver: 'gd', lr: 0.1, epochs: 1 }).fit(x(), y()).intercept).toBeCloseTo(0.2, 5);
    });
    test('LinearRegression reaches the line after enough epochs', () => {
      const model = new LinearRegression({ solver: 'gd', lr: 0.1, epochs: 300 }).fit(x(), y());
      close(api, model.coef, [2]);
      expect(model.intercept).toBeCloseTo(1, 4);
    });
    test("LinearRegression of 'lstsq' finds the line at once", () => {
      const model = new LinearRegression({ solver: 'lstsq' }).fit(
        array([
          [1, 0],
          [0, 1],
          [1, 1],
          [2, 1],
        ]),
        array([3, 4, 6, 8]),
      );
      close(api, model.coef, [2, 3], 3);
      expect(model.intercept).toBeCloseTo(1, 3);
    });
    test("LinearRegression of 'sgd' reaches the line in batches", () => {
      const model = new LinearRegression({ solver: 'sgd', lr: 0.1, epochs: 300, batchSize: 2 }).fit(x(), y());
      close(api, model.coef, [2], 2);
    });
    test('LinearRegression history holds the loss at the start and after every epoch', () => {
      const { history } = new LinearRegression({ solver: 'gd', lr: 0.1, epochs: 5 }).fit(x(), y());
      expect(history.length).toBe(6);
      expect(history[0]).toBeCloseTo(11 / 3, 4);
      expect(history[5]!).toBeLessThan(history[4]!);
    });
    test('LinearRegression with l2 makes coefficients smaller', () => {
      const model = new LinearRegression({ solver: 'lstsq', l2: 2 / 3 }).fit(x(), y());
      close(api, model.coef, [1]);
      expect(model.intercept).toBeCloseTo(1, 4);
    });
    test('LinearRegression predict() is x · coef + intercept', () => {
      const model = new LinearRegression({ solver: 'lstsq' }).fit(x(), y());
      close(api, model.predict(array([[10], [-3]])), [21, -5], 3);
    });
    test('LinearRegression score() of a perfect fit is 1', () => {
      expect(new LinearRegression({ solver: 'lstsq' }).fit(x(), y()).score(x(), y())).toBeCloseTo(1, 5);
    });
    test('LinearRegression dispose() frees one model and leaves the others alone', () => {
      const [model, other] = [1, 2].map(() => new LinearRegression({ solver: 'lstsq' }).fit(x(), y()));
      model!.dispose();
      close(api, other!.predict(array([[10]])), [21], 3);
    });
    test('LinearRegression refuses predict() before fit()', () => {
      expect(() => new LinearRegression().predict(x())).toThrow();
    });
    test('LinearRegression refuses more targets than samples', () => {
      expect(() => new LinearRegression().fit(x(), array([1, 2, 3, 4]))).toThrow();
    });
    test('LinearRegression says so where the descent diverges', () => {
      const far = array([[-1000], [0], [1000]]);
      expect(() => new LinearRegression({ solver: 'gd', lr: 0.1, epochs: 500 }).fit(far, y())).toThrow();
    });
  });
}
