import { array } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Subset } from '../subset.ts';

/** Labels as rows, and how good answers are. */
export function describeMeasures(subset: Subset, api: ConformanceApi): void {
  const { oneHot, accuracy, confusionMatrix, precisionRecallF1, rocAuc } = subset;
  const { describe, test, expect } = api;
  const labels = (...values: number[]) => array(values, { dtype: 'int32' });

  describe('oneHot', () => {
    test('oneHot() puts a 1 at the label', () => {
      close(api, oneHot(labels(2, 0), 3), [
        [0, 0, 1],
        [1, 0, 0],
      ]);
    });
    test('oneHot() refuses a label that is no class', () => {
      expect(() => oneHot(labels(3), 3)).toThrow();
    });
  });

  describe('measures', () => {
    test('accuracy() is the share of right classes', () => {
      expect(accuracy(labels(0, 1, 2, 2), labels(0, 1, 1, 2))).toBeCloseTo(0.75, 6);
    });
    test('accuracy() takes the largest of scores', () => {
      const scores = [
        [0.1, 0.9],
        [2, -1],
      ];
      expect(accuracy(array(scores), labels(1, 1))).toBeCloseTo(0.5, 6);
    });
    test('confusionMatrix() counts what was in rows, what was said in columns', () => {
      close(api, confusionMatrix(labels(1, 1, 0), labels(0, 1, 0)), [
        [1, 1],
        [0, 1],
      ]);
    });
    test('precisionRecallF1() says how many of those called were right, and how many were found', () => {
      const [, yes] = precisionRecallF1(labels(1, 1, 1, 0, 0, 0), labels(1, 1, 0, 1, 1, 0));
      expect(yes!.precision).toBeCloseTo(2 / 3, 6);
      expect(yes!.recall).toBeCloseTo(0.5, 6);
      expect(yes!.f1).toBeCloseTo(4 / 7, 6);
      expect(yes!.support).toBe(4);
    });
    test('precisionRecallF1() of a class that was never called is 0', () => {
      expect(precisionRecallF1(labels(0, 0), labels(0, 1))[1]!.precision).toBe(0);
      expect(precisionRecallF1(labels(0, 0), labels(0, 1))[1]!.f1).toBe(0);
    });
    test('rocAuc() is the share of pairs in the right order, ties half', () => {
      expect(rocAuc(array([0.9, 0.4, 0.4, 0.1]), labels(1, 1, 0, 0))).toBeCloseTo(0.875, 6);
    });
  });
}
