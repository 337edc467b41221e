import { crossEntropyLoss, mseLoss } from '@zero-to-gpt/dense';
import { array, Random, zeros } from '@zero-to-gpt/linalg';
import { matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { perStep } from '../src/index.ts';

expect.extend(matchers);

const labels = (rows: number[][]) => array(rows, { dtype: 'int32' });

describe('perStep()', () => {
  test('is the loss of all steps as rows, its gradient in the shape of the predictions', async () => {
    const scores = new Random(1).normal([2, 3, 4]);
    const { value, gradient } = perStep(crossEntropyLoss)(
      scores,
      labels([
        [0, 1, 2],
        [3, 0, 1],
      ]),
    );
    const rows = crossEntropyLoss(scores.reshape(6, 4), array([0, 1, 2, 3, 0, 1], { dtype: 'int32' }));
    expect(value.item()).toBe(rows.value.item());
    expect(gradient.shape).toEqual([2, 3, 4]);
    await expect(gradient.reshape(6, 4)).toBeAllClose(rows.gradient.toArray());
  });
  test('leaves steps of label −100 out: they change no mean, and have no slope', async () => {
    const scores = new Random(1).normal([1, 3, 4]);
    const { value, gradient } = perStep(crossEntropyLoss)(scores, labels([[2, 1, -100]]));
    const { value: wanted } = perStep(crossEntropyLoss)(scores.slice({}, { stop: 2 }), labels([[2, 1]]));
    expect(value.item()).toBeCloseTo(wanted.item(), 6);
    await expect(gradient.slice(0, 2)).toBeAllClose([0, 0, 0, 0]);
  });
  test('takes targets of numbers too', () => {
    expect(perStep(mseLoss)(zeros([2, 3, 1]), zeros([2, 3, 1]).add(2)).value.item()).toBe(4);
  });
  test("gives a loss without a mean the steps' shape", () => {
    const loss = perStep((prediction, target) => crossEntropyLoss(prediction, target, { reduction: 'none' }));
    expect(
      loss(
        zeros([2, 3, 4]),
        labels([
          [0, 1, 2],
          [3, 0, 1],
        ]),
      ).value.shape,
    ).toEqual([2, 3]);
  });
  test('refuses predictions that are no sequences, and targets of other steps', () => {
    expect(() => perStep(crossEntropyLoss)(zeros([2, 3]), labels([[0, 1]]))).toThrow(
      'Cannot measure a loss per step: predictions are [2,3], expected [batch, time, values]',
    );
    expect(() =>
      perStep(crossEntropyLoss)(
        zeros([2, 3, 4]),
        labels([
          [0, 1],
          [0, 1],
          [0, 1],
        ]),
      ),
    ).toThrow('Cannot measure a loss per step: targets are [3,2], expected [2,3] or [2,3, …]');
  });
});
