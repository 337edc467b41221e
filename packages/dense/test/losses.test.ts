import { array, cpu, type Device, type NDArray, Random, reference, tidy } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { gradCheck } from '@zero-to-gpt/linreg';
import { describe, expect, test } from 'vitest';
import { binaryCrossEntropyLoss, crossEntropyLoss, LogSoftmax, type Loss, mseLoss, nllLoss } from '../src/index.ts';

expect.extend(matchers);

const labels = (values: readonly number[], device: Device = cpu) => array(values, { dtype: 'int32', device });
const exact = (shape: readonly number[], device: Device) => new Random(4).normal(shape, { dtype: 'float64', device });

describe.each([reference, cpu])('$name', (device) => {
  const weight = array([0.5, 1, 3, 2], { dtype: 'float64', device });
  const wanted = labels([3, 0, 2, 2, 1], device);
  const image = array(
    [
      [
        [3, 0],
        [2, -100],
      ],
      [
        [1, 1],
        [0, 2],
      ],
    ],
    { dtype: 'int32', device },
  ); // (2, 2, 2)
  const cases: readonly (readonly [string, readonly number[], (x: NDArray) => Loss])[] = [
    ['mseLoss', [3, 2], (x) => mseLoss(x, exact([3, 2], device).mul(2))],
    ['crossEntropyLoss', [5, 4], (x) => crossEntropyLoss(x, wanted)],
    ['crossEntropyLoss, summed', [5, 4], (x) => crossEntropyLoss(x, wanted, { reduction: 'sum' })],
    ['crossEntropyLoss with class weights', [5, 4], (x) => crossEntropyLoss(x, wanted, { weight })],
    ['crossEntropyLoss with a label left out', [5, 4], (x) => crossEntropyLoss(x, wanted, { ignoreIndex: 2 })],
    ['crossEntropyLoss with smoothed labels', [5, 4], (x) => crossEntropyLoss(x, wanted, { labelSmoothing: 0.1 })],
    [
      'crossEntropyLoss with smoothed labels and weights',
      [5, 4],
      (x) => crossEntropyLoss(x, wanted, { labelSmoothing: 0.1, weight, ignoreIndex: 0 }),
    ],
    ['crossEntropyLoss on images', [2, 4, 2, 2], (x) => crossEntropyLoss(x, image, { weight })],
    ['nllLoss', [5, 4], (x) => nllLoss(x, wanted, { check: false, weight })],
    [
      'binaryCrossEntropyLoss of scores',
      [4],
      (x) => binaryCrossEntropyLoss(x, labels([1, 0, 1, 1], device), { fromLogits: true }),
    ],
    ['binaryCrossEntropyLoss', [4], (x) => binaryCrossEntropyLoss(x, labels([1, 0, 1, 1], device))],
  ];

  test.each(cases)('%s has the slopes of central differences', (name, shape, loss) => {
    const x = name === 'binaryCrossEntropyLoss' ? exact(shape, device).sigmoid() : exact(shape, device);
    expect(
      gradCheck(
        (at) => tidy(() => loss(at).value.item()),
        (at) => loss(at).gradient,
        x,
      ),
    ).toBeLessThan(1e-6);
  });
});

forEachDevice((makeDevice, name) => {
  describe(name, () => {
    test('crossEntropyLoss() of even scores is ln C', async () => {
      const device = makeDevice();
      const { value, gradient } = crossEntropyLoss(array([[1, 1, 1, 1]], { device }), labels([2], device));
      await expect(value).toBeAllClose(1.3862944);
      await expect(gradient).toBeAllClose([[0.25, 0.25, -0.75, 0.25]]);
    });
    test('crossEntropyLoss() is nllLoss() behind LogSoftmax', async () => {
      const device = makeDevice();
      const [x, y] = [new Random(1).normal([6, 5], { device }), labels([0, 4, 2, 2, 1, 3], device)];
      const whole = crossEntropyLoss(x, y);
      using logs = new LogSoftmax();
      const parts = nllLoss(logs.forward(x), y);
      await expect(parts.value).toBeAllClose(whole.value);
      await expect(logs.backward(parts.gradient)).toBeAllClose(whole.gradient, { atol: 1e-6 });
    });
    test('LogSoftmax keeps its digits where scores are large', async () => {
      using logs = new LogSoftmax();
      const y = logs.forward(array([[10000, 10000.125]], { device: makeDevice() }));
      await expect(y).toBeAllClose([[-0.757599, -0.632599]], { rtol: 0, atol: 1e-6 });
    });
    test('crossEntropyLoss() keeps samples apart where asked', async () => {
      const device = makeDevice();
      const x = array(
        [
          [0, 0],
          [0, 0],
        ],
        { device },
      );
      const { value } = crossEntropyLoss(x, labels([0, -100], device), { reduction: 'none' });
      await expect(value).toBeAllClose([Math.LN2, 0]);
    });
    test('binaryCrossEntropyLoss() costs 100 at most for one answer', async () => {
      const device = makeDevice();
      const { value } = binaryCrossEntropyLoss(array([0, 1], { device }), array([1, 0], { device }));
      await expect(value).toBeAllClose(100);
    });
    test('mseLoss() is the mean square and 2/n times the error', async () => {
      const device = makeDevice();
      const { value, gradient } = mseLoss(array([[3], [5]], { device }), array([[1], [5]], { device }));
      await expect(value).toBeAllClose(2);
      await expect(gradient).toBeAllClose([[2], [0]]);
    });
  });
});

describe('bad input', () => {
  const x = new Random(1).normal([3, 4]);
  test('a label that is no class is named, and counting from 1 is guessed', () => {
    expect(() => crossEntropyLoss(x, labels([0, 4, 1]))).toThrow(
      'label 1 is 4, expected a class from 0 to 3 (do the labels count from 1?)',
    );
    expect(() => crossEntropyLoss(x, labels([0, -1, 1]))).toThrow('label 1 is -1, expected a class from 0 to 3');
    expect(() => crossEntropyLoss(x, array([0, 0.5, 1]))).toThrow('label 1 is 0.5, expected a class from 0 to 3');
  });
  test('scores and labels must be of the same samples', () => {
    expect(() => crossEntropyLoss(x, labels([0, 1]))).toThrow('scores [3,4] and targets [2], expected targets [3]');
    expect(() => mseLoss(array([1, 2]), array([[1], [2]]))).toThrow(
      'the prediction is [2] and the target [2,1], expected equal shapes',
    );
  });
  test('an empty batch has no loss', () => {
    expect(() => crossEntropyLoss(x.slice({ stop: 0 }), labels([]))).toThrow('the batch is empty');
    expect(() => mseLoss(array([]), array([]))).toThrow('the batch is empty, [0]');
  });
  test('probabilities that are none are found', () => {
    expect(() => nllLoss(x, labels([0, 1, 2]))).toThrow(
      /row 0 add up to [\d.]+, expected 1: give the result of LogSoftmax/,
    );
    expect(() => binaryCrossEntropyLoss(array([0.5, 1.5]), array([0, 1]))).toThrow(
      'element 1 of the prediction is 1.5, expected probabilities from 0 to 1: apply Sigmoid, or give { fromLogits: true }',
    );
    expect(() => binaryCrossEntropyLoss(array([0.5, NaN]), array([0, 1]))).toThrow(
      'element 1 of the prediction is NaN',
    );
    expect(() => binaryCrossEntropyLoss(array([0.5]), array([2]))).toThrow('element 0 of the target is 2');
  });
  test('options that cannot be are refused', () => {
    const y = labels([0, 1, 2]);
    expect(() => crossEntropyLoss(x, y, { labelSmoothing: 2 })).toThrow('Cannot smooth labels by 2');
    expect(() => crossEntropyLoss(x, y, { weight: array([1, 2]) })).toThrow('Cannot weigh 4 classes by [2]');
    expect(() => mseLoss(array([1]), array([1]), { reduction: 'max' as 'mean' })).toThrow(
      "Cannot reduce losses by 'max'",
    );
  });
});
