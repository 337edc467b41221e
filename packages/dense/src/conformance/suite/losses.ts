import { array } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Subset } from '../subset.ts';

/** Losses and their gradients. */
export function describeLosses(subset: Subset, api: ConformanceApi): void {
  const { mseLoss, binaryCrossEntropyLoss, crossEntropyLoss, nllLoss } = subset;
  const { describe, test, expect } = api;
  const labels = (...values: number[]) => array(values, { dtype: 'int32' });
  const even = () =>
    array([
      [0, 0],
      [0, 0],
    ]);

  describe('mseLoss', () => {
    test('mseLoss() is the mean of the squared errors over all elements', () => {
      close(api, mseLoss(array([[1, 2]]), array([[1, 4]])).value, 2);
    });
    test('mseLoss() gradient is 2/n times the error: with the 2, and with the 1/n', () => {
      close(api, mseLoss(array([[1, 2]]), array([[1, 4]])).gradient, [[0, -2]]);
    });
    test('mseLoss() refuses a column (3, 1) beside a vector (3): they would be paired nine times', () => {
      expect(() => mseLoss(array([[1], [2], [3]]), array([1, 2, 3]))).toThrow();
    });
  });

  describe('binaryCrossEntropyLoss', () => {
    test('binaryCrossEntropyLoss() is the mean of −ln p of what was', () => {
      close(api, binaryCrossEntropyLoss(array([0.5, 0.8]), array([1, 0])).value, 1.151293);
    });
    test('binaryCrossEntropyLoss() gradient is (p − t)/(p(1 − p))/n', () => {
      close(api, binaryCrossEntropyLoss(array([0.5, 0.8]), array([1, 0])).gradient, [-1, 2.5], 3);
    });
    test('binaryCrossEntropyLoss() from scores has the gradient (p − t)/n', () => {
      const { value, gradient } = binaryCrossEntropyLoss(array([0, 0]), array([1, 0]), { fromLogits: true });
      close(api, value, Math.LN2);
      close(api, gradient, [-0.25, 0.25]);
    });
    test('binaryCrossEntropyLoss() from scores is exact where the sigmoid rounds to 0', () => {
      close(api, binaryCrossEntropyLoss(array([-1000]), array([1]), { fromLogits: true }).value, 1000);
    });
  });

  describe('crossEntropyLoss', () => {
    test('crossEntropyLoss() of even scores is ln C', () => {
      close(api, crossEntropyLoss(array([[5, 5, 5, 5]]), labels(2)).value, 1.386294);
    });
    test('crossEntropyLoss() gradient is p − y, over the number of samples', () => {
      close(api, crossEntropyLoss(even(), labels(1, 0)).gradient, [
        [0.25, -0.25],
        [-0.25, 0.25],
      ]);
    });
    test('crossEntropyLoss() is exact where softmax rounds to 0', () => {
      close(api, crossEntropyLoss(array([[1000, 0]]), labels(1)).value, 1000);
    });
    test('crossEntropyLoss() leaves samples of label −100 out of the mean', () => {
      const { value, gradient } = crossEntropyLoss(even(), labels(-100, 1));
      close(api, value, Math.LN2);
      close(api, gradient, [
        [0, 0],
        [0.5, -0.5],
      ]);
    });
    test('crossEntropyLoss() refuses a label that is no class', () => {
      expect(() => crossEntropyLoss(even(), labels(0, 2))).toThrow();
    });
    test('crossEntropyLoss() refuses fewer labels than samples', () => {
      expect(() => crossEntropyLoss(even(), labels(0))).toThrow();
    });
  });

  describe('nllLoss', () => {
    const logs = () =>
      array([
        [-1.3862944, -0.2876821],
        [-Math.LN2, -Math.LN2],
      ]);
    test('nllLoss() is the mean of −ln p of the wanted class', () => {
      close(api, nllLoss(logs(), labels(0, 1)).value, 1.039721);
    });
    test('nllLoss() gradient is −1/n at the wanted class', () => {
      close(api, nllLoss(logs(), labels(0, 1)).gradient, [
        [-0.5, 0],
        [0, -0.5],
      ]);
    });
  });
}
