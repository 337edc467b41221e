import { array, fromData, reference } from '@zero-to-gpt/linalg';
import { QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { crossEntropy, gradCheck, mseLoss, tensor } from '../src/index.ts';
import { int32, leaf } from './golden.ts';

describe('crossEntropy()', () => {
  const logits = tensor([
    [0, 0, 0],
    [1, 2, 3],
  ]);

  test('is ln V where all classes are alike', () => {
    expect(crossEntropy(tensor([[0, 0, 0, 0]]), int32([2], logits)).item()).toBeCloseTo(Math.log(4), 6);
  });

  test('takes targets with any number of axes', () => {
    expect(crossEntropy(logits.reshape(1, 2, 1, 3), int32([[[0], [2]]], logits), { reduction: 'none' }).shape).toEqual([
      1, 2, 1,
    ]);
    expect(crossEntropy(tensor([0, 0]), int32(1, logits)).item()).toBeCloseTo(Math.LN2, 6);
  });

  test('reuses the targets it is given: they stay', () => {
    const targets = int32([0, 1], logits);
    const x = tensor(
      [
        [1, 2],
        [3, 4],
      ],
      { requiresGrad: true },
    );
    crossEntropy(x, targets).backward();
    crossEntropy(x, targets).backward();
    expect(targets.toArray()).toEqual([0, 1]);
  });

  test('says which target is no class', () => {
    const wrong = () => crossEntropy(logits, int32([1, 3], logits));
    expect(wrong).toThrow(RangeError);
    expect(wrong).toThrow('found target 3 at position 1, wanted 0 to 2 or ignoreIndex -100');
    expect(() => crossEntropy(logits, int32([-1, 0], logits))).toThrow('found target -1 at position 0');
  });

  test('does not read targets on devices that must be awaited', () => {
    const device = new QueuedDevice();
    expect(() => crossEntropy(tensor([[0, 0]], { device }), int32([7], { device }))).not.toThrow();
  });

  test('wants int32 targets', () => {
    expect(() => crossEntropy(logits, array([0, 1]))).toThrow('found float32, wanted an int32 array of class numbers');
    expect(() => crossEntropy(logits, [0, 1] as never)).toThrow(TypeError);
  });

  test('names both shapes where they do not fit', () => {
    expect(() => crossEntropy(logits, int32([0], logits))).toThrow(
      'logits [2,3] and targets [1]: expected targets [2]',
    );
    expect(() => crossEntropy(tensor(1), int32(0, logits))).toThrow(RangeError);
  });

  test('names both devices where they differ', () => {
    const targets = fromData(Int32Array.of(0, 1), [2], { device: reference });
    expect(() => crossEntropy(logits, targets)).toThrow('logits on cpu and targets on reference');
  });

  test('refuses to smooth beyond 0 to 1', () => {
    for (const labelSmoothing of [-0.1, 1.1, NaN])
      expect(() => crossEntropy(logits, int32([0, 1], logits), { labelSmoothing })).toThrow(`by ${labelSmoothing}`);
  });
});

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
});
