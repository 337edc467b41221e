import { array, cpu, reference } from '@zero-to-gpt/linalg';
import { QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { binaryCrossEntropy, binaryCrossEntropyWithLogits, grad, gradCheck, tensor } from '../../src/index.ts';
import { leaf } from '../golden.ts';

for (const device of [reference, cpu])
  describe(`slopes on ${device.name}`, () => {
    const x = leaf([2, 3], { device });
    const t = leaf([2, 3], { device, seed: 4 });
    const [p, wanted] = [x, t].map((v) => {
      const made = leaf([2, 3], { device });
      made.value.assign(v.value.sigmoid());
      return made;
    }) as [typeof x, typeof x];

    test('binaryCrossEntropy(), by probabilities and targets, twice', () => {
      gradCheck((a, b) => binaryCrossEntropy(a, b), [p, wanted]);
      gradCheck((a) => grad(binaryCrossEntropy(a, wanted), [a], { createGraph: true })[0]!, [p], { tolerance: 1e-5 });
    });
    test('binaryCrossEntropyWithLogits(), by logits and targets, twice', () => {
      const posWeight = array([1, 2, 3], { dtype: 'float64', device });
      gradCheck((a, b) => binaryCrossEntropyWithLogits(a, b, { posWeight }), [x, wanted]);
      gradCheck((a) => grad(binaryCrossEntropyWithLogits(a, wanted), [a], { createGraph: true })[0]!, [x]);
    });
  });

describe('binaryCrossEntropy()', () => {
  test('costs ln 2 where nothing is known, and 100 where it is certain and wrong', () => {
    expect(binaryCrossEntropy(tensor([0.5]), array([1])).item()).toBeCloseTo(Math.LN2, 6);
    const p = tensor([0, 1], { requiresGrad: true });
    const loss = binaryCrossEntropy(p, array([1, 0]));
    loss.backward();
    expect(loss.item()).toBe(100);
    expect(p.grad!.mul(1e-12).toArray()).toEqual([-0.5, 0.5]);
  });

  test('takes whole numbers as targets', () => {
    expect(binaryCrossEntropy(tensor([0.5]), array([1], { dtype: 'uint8' })).item()).toBeCloseTo(Math.LN2, 6);
    expect(binaryCrossEntropyWithLogits(tensor([0]), array([1], { dtype: 'int32' })).item()).toBeCloseTo(Math.LN2, 6);
  });

  test('finds what is no probability and names the loss for logits', () => {
    expect(() => binaryCrossEntropy(tensor([0.5, 1.5]), array([0, 1]))).toThrow(
      'found 1.5 at position 1, wanted a probability from 0 to 1; for logits use binaryCrossEntropyWithLogits',
    );
  });

  test('does not read probabilities on devices that must be awaited', () => {
    const device = new QueuedDevice();
    expect(() => binaryCrossEntropy(tensor([2], { device }), array([1], { device }))).not.toThrow();
  });

  test('refuses other shapes, and weights that do not broadcast to the losses', () => {
    const [p, t] = [tensor([[0.5, 0.5]]), array([[0, 1]])];
    expect(() => binaryCrossEntropy(p, array([0, 1]))).toThrow('prediction [1,2] with target [2]: shapes differ');
    expect(() => binaryCrossEntropyWithLogits(p, array([0, 1]))).toThrow('shapes differ');
    expect(() => binaryCrossEntropy(p, t, { weight: array([1, 2, 3]) })).toThrow(
      'Cannot weigh losses [1,2] by weight [3]: it does not broadcast to them',
    );
    expect(() => binaryCrossEntropyWithLogits(p, t, { weight: array([[[1]]]) })).toThrow('by weight [1,1,1]');
  });
});

describe('binaryCrossEntropyWithLogits()', () => {
  test('is finite where the sigmoid rounds to 0 or 1', () => {
    const x = tensor([200, -200], { requiresGrad: true });
    const loss = binaryCrossEntropyWithLogits(x, array([0, 1]));
    loss.backward();
    expect(loss.item()).toBe(200);
    expect(x.grad!.toArray()).toEqual([0.5, -0.5]);
  });

  test('takes one number as posWeight', () => {
    const losses = binaryCrossEntropyWithLogits(tensor([0, 0]), array([0, 1]), { posWeight: 3, reduction: 'none' });
    expect(losses.value.get(1) / losses.value.get(0)).toBeCloseTo(3, 6);
  });
});
