import { array } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { gradCheck, huberLoss, l1Loss, mseLoss, smoothL1Loss, tensor } from '../../src/index.ts';
import { leaf } from '../golden.ts';

describe('mseLoss()', () => {
  const prediction = tensor([1, 2, 4]);
  const target = array([1, 0, 1]);

  test('is the mean, the sum, or each square', () => {
    expect(mseLoss(prediction, target).item()).toBeCloseTo(13 / 3, 6);
    expect(mseLoss(prediction, target, { reduction: 'sum' }).item()).toBe(13);
    expect(mseLoss(prediction, tensor([1, 0, 1]), { reduction: 'none' }).value.toArray()).toEqual([0, 4, 9]);
  });

  test('has the slope 2·difference/n', () => {
    gradCheck((p, t) => mseLoss(p, t), [leaf([2, 3]), leaf([2, 3], { seed: 4 })]);
  });

  test('refuses to broadcast, with both shapes', () => {
    expect(() => mseLoss(prediction, array([[1], [2], [4]]))).toThrow(
      'prediction [3] with target [3,1]: shapes differ',
    );
  });

  test('wants tensors', () => {
    expect(() => mseLoss(prediction, [1, 0, 1] as never)).toThrow(
      'Cannot compare Tensor with a list: expected a Tensor, and a Tensor or an NDArray',
    );
    expect(() => mseLoss(target as never, target)).toThrow('Cannot compare NDArray with NDArray');
    expect(() => mseLoss(prediction, 3 as never)).toThrow('Tensor with number');
    expect(() => mseLoss(null as never, target)).toThrow(TypeError);
  });

  test('names the reductions there are', () => {
    expect(() => mseLoss(prediction, target, { reduction: 'avg' as 'mean' })).toThrow(
      "Cannot reduce losses by 'avg': expected 'mean', 'sum' or 'none'",
    );
  });
});

describe('huberLoss(), smoothL1Loss() and l1Loss()', () => {
  const [p, t] = [tensor([0, 0.5, 3]), array([0, 0, 0])];

  test('agree far from 0 up to their constants', () => {
    expect(l1Loss(p, t, { reduction: 'none' }).value.toArray()).toEqual([0, 0.5, 3]);
    expect(huberLoss(p, t, { reduction: 'none' }).value.toArray()).toEqual([0, 0.125, 2.5]);
    expect(huberLoss(p, t, { delta: 2, reduction: 'none' }).value.toArray()).toEqual([0, 0.125, 4]);
    expect(smoothL1Loss(p, t, { beta: 2, reduction: 'none' }).value.toArray()).toEqual([0, 0.0625, 2]);
    expect(smoothL1Loss(p, t, { beta: 0, reduction: 'sum' }).item()).toBe(3.5);
  });

  test('have the right slopes for both sides', () => {
    const pair = [leaf([2, 3]), leaf([2, 3], { seed: 4 })];
    gradCheck((a, b) => l1Loss(a, b), pair);
    gradCheck((a, b) => huberLoss(a, b, { delta: 0.4 }), pair);
    gradCheck((a, b) => smoothL1Loss(a, b, { beta: 0.4, reduction: 'none' }), pair);
  });

  test('refuse other shapes, and widths that are no distance', () => {
    expect(() => l1Loss(p, array([[0]]))).toThrow('prediction [3] with target [1,1]: shapes differ');
    expect(() => huberLoss(p, array([0]))).toThrow('shapes differ');
    expect(() => huberLoss(p, t, { delta: 0 })).toThrow('huberLoss with delta 0: expected a number above 0');
    expect(() => smoothL1Loss(p, t, { beta: -1 })).toThrow('smoothL1Loss with beta -1');
    expect(() => smoothL1Loss(p, t, { beta: NaN })).toThrow('beta NaN');
  });
});
