import { array } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Subset } from '../subset.ts';

/** Losses, their gradients, and R². */
export function describeLosses(
  { mseLoss, mseGradient, maeLoss, maeGradient, r2Score }: Subset,
  api: ConformanceApi,
): void {
  const { describe, test, expect } = api;
  const [prediction, target] = [() => array([1, 2, 6, 0]), () => array([1, 4, 3, 0])];

  describe('losses', () => {
    test('mseLoss() is the mean of the squared errors', () => {
      expect(mseLoss(prediction(), target())).toBeCloseTo(3.25, 5);
    });
    test('maeLoss() is the mean of the absolute errors', () => {
      expect(maeLoss(prediction(), target())).toBeCloseTo(1.25, 5);
    });
    test('mseGradient() is 2/n times the error: with the 2, and with the 1/n', () => {
      close(api, mseGradient(prediction(), target()), [0, -1, 1.5, 0]);
    });
    test('maeGradient() is the sign of the error over n', () => {
      close(api, maeGradient(prediction(), target()), [0, -0.25, 0.25, 0]);
    });
    test('mseLoss() refuses a column (3, 1) beside a vector (3): they would be paired nine times', () => {
      expect(() => mseLoss(array([[1], [2], [3]]), array([1, 2, 3]))).toThrow();
    });
  });

  describe('r2Score', () => {
    test('r2Score() of the target itself is 1', () => {
      expect(r2Score(target(), target())).toBeCloseTo(1, 6);
    });
    test('r2Score() of the mean is 0', () => {
      expect(r2Score(array([2, 2, 2, 2]), target())).toBeCloseTo(0, 6);
    });
    test('r2Score() takes the prediction first, the target second', () => {
      expect(r2Score(prediction(), target())).toBeCloseTo(-0.3, 5);
    });
  });
}
