import { array, cpu, fromData, type NDArray, type Nested, reference } from '@zero-to-gpt/linalg';
import { QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import * as autograd from '../../src/index.ts';
import { crossEntropy, grad, gradCheck, klDiv, nllLoss, type Tensor, tensor } from '../../src/index.ts';
import { describeGolden, int32, leaf } from '../golden.ts';

const library: Record<string, unknown> = { ...autograd };

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

describeGolden('losses', ({ prediction, target }, name, { options, wanted, weight, posWeight }) => {
  const loss = library[name.split(' ')[0]!] as (x: Tensor, y: unknown, options: object) => Tensor;
  const like = { dtype: prediction!.dtype, device: prediction!.device };
  const classes = /^(nllLoss|crossEntropy)/.test(name);
  const found = target ?? (classes ? int32(wanted, prediction!) : array(wanted as Nested, like));
  const factors = {
    ...(weight ? { weight: array(weight as Nested, like) } : {}),
    ...(posWeight ? { posWeight: array(posWeight as Nested, like) } : {}),
  };
  const logits = name.startsWith('nllLoss') || (name.startsWith('klDiv') && !target); // PyTorch took their logSoftmax
  return loss(logits ? prediction!.logSoftmax() : prediction!, found, { ...(options as object), ...factors });
});

for (const device of [reference, cpu])
  describe(`slopes on ${device.name}`, () => {
    const logits = leaf([2, 3, 4], { device });
    const soft = leaf([2, 3, 4], { device, seed: 6 });
    soft.value.assign(soft.softmax().value);
    const weight = array([0.5, 2, 1, 3], { dtype: 'float64', device });
    const targets = int32(
      [
        [0, 3, 1],
        [2, -100, 0],
      ],
      { device },
    );
    for (const reduction of ['mean', 'sum', 'none'] as const)
      test(`losses of classes with reduction ${reduction}`, () => {
        const options = { reduction, weight };
        gradCheck((x) => crossEntropy(x, targets, { labelSmoothing: 0.2, ...options }), [logits]);
        gradCheck((x, t) => crossEntropy(x, t, { labelSmoothing: 0.2, ...options }), [logits, soft]);
        gradCheck((x) => nllLoss(x, targets, options), [logits]);
        gradCheck((x, t) => klDiv(x, t, { reduction }), [logits, soft]);
        gradCheck((x, t) => klDiv(x, t, { reduction, logTarget: true }), [logits, soft]);
      });
    test('second derivatives', () => {
      if (device !== reference) return; // traced, they run no other kernels
      const again = (f: (x: Tensor) => Tensor) =>
        gradCheck((x) => grad(f(x), [x], { createGraph: true })[0]!, [logits]);
      again((x) => crossEntropy(x, targets));
      again((x) => crossEntropy(x, targets, { labelSmoothing: 0.2, weight }));
      again((x) => crossEntropy(x, soft));
      again((x) => nllLoss(x.logSoftmax(), targets));
      again((x) => klDiv(x.logSoftmax(), soft));
    });
  });

describe('crossEntropy() with class weights and with probabilities', () => {
  const logits = tensor([
    [0, 0, 0],
    [1, 2, 3],
  ]);

  test('weights of 1 change nothing', () => {
    const targets = int32([2, 0], logits);
    const weight = array([1, 1, 1]);
    for (const labelSmoothing of [0, 0.1])
      expect(crossEntropy(logits, targets, { weight, labelSmoothing }).item()).toBeCloseTo(
        crossEntropy(logits, targets, { labelSmoothing }).item(),
        6,
      );
  });

  test('one-hot probabilities are classes', () => {
    const hot = tensor([
      [0, 0, 1],
      [1, 0, 0],
    ]);
    expect(crossEntropy(logits, hot).item()).toBeCloseTo(crossEntropy(logits, int32([2, 0], logits)).item(), 6);
  });

  test('say how many weights are wanted', () => {
    expect(() => crossEntropy(logits, int32([2, 0], logits), { weight: array([1, 2]) })).toThrow(
      'crossEntropy with class weights [2]: expected [3]',
    );
    expect(() => nllLoss(logits, int32([2, 0], logits), { weight: array([[1, 2, 3]]) })).toThrow(
      'nllLoss with class weights [1,3]: expected [3]',
    );
    const list = [1, 2, 3] as unknown as NDArray; // as from JavaScript
    expect(() => crossEntropy(logits, int32([2, 0], logits), { weight: list })).toThrow(
      'Cannot take crossEntropy with class weights that are no array: expected an NDArray [3] without gradient',
    );
  });

  test('refuse tensors that are no probabilities', () => {
    expect(() => crossEntropy(logits, tensor([2, 0]))).toThrow(
      'a tensor of targets [2] float32: expected an int32 NDArray of class numbers [2], or probabilities [2,3]',
    );
  });
});

describe('nllLoss() and klDiv()', () => {
  const logits = tensor([[0.5, -1, 2]]);

  test('nllLoss() of logSoftmax() is crossEntropy()', () => {
    const targets = int32([1], logits);
    expect(nllLoss(logits.logSoftmax(), targets).item()).toBeCloseTo(crossEntropy(logits, targets).item(), 6);
  });

  test('nllLoss() passes over classes whose logarithm is −∞', () => {
    const x = tensor([[0, -Infinity]], { requiresGrad: true });
    const loss = nllLoss(x, int32([0], logits));
    loss.backward();
    expect([loss.item(), x.grad!.toArray()]).toEqual([-0, [[-1, 0]]]);
  });

  test('nllLoss() checks targets as crossEntropy() does', () => {
    expect(() => nllLoss(logits, int32([3], logits))).toThrow('Cannot take nllLoss: found target 3 at position 0');
    expect(() => nllLoss(logits, array([0]))).toThrow('Cannot take nllLoss of these targets: found float32');
  });

  test('klDiv() of a distribution from itself is 0', () => {
    const p = logits.softmax();
    expect(klDiv(p.log(), p, { reduction: 'sum' }).item()).toBeCloseTo(0, 6);
    expect(klDiv(p.log(), p.log(), { logTarget: true }).item()).toBeCloseTo(0, 6);
    expect(() => klDiv(p.log(), tensor([1, 0, 0]))).toThrow('prediction [1,3] with target [3]: shapes differ');
  });
});
