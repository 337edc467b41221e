import { array, cpu, type NDArray, reference, scope } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { applyOne, grad, gradCheck, type Tensor, tensor } from '../../src/index.ts';
import { leaf } from '../golden.ts';

for (const device of [reference, cpu])
  describe(`grad() with createGraph on ${device.name}`, () => {
    const x = () => tensor([1, 2, -1], { requiresGrad: true, dtype: 'float64', device });
    const again = (y: Tensor, by: Tensor): Tensor => grad(y, [by], { createGraph: true })[0]!;

    test('gives tensors that can be differentiated again: x⁴ has 4x³, 12x², 24x and 24', () => {
      const at = x();
      const slopes: unknown[] = [];
      let y = at.mul(at).mul(at).mul(at);
      for (let order = 1; order <= 4; order++) {
        y = again(y.sum(), at);
        slopes.push(y.value.toArray());
      }
      expect(slopes).toEqual([
        [4, 32, -4],
        [12, 48, 12],
        [24, 48, -24],
        [24, 24, 24],
      ]);
    });

    test('goes on to other leaves: the slope of x·w by x depends on w', () => {
      const [a, w] = [x(), tensor([3, 4, 5], { requiresGrad: true, dtype: 'float64', device })];
      again(a.mul(a).mul(w).sum(), a).sum().backward();
      expect(w.grad!.toArray()).toEqual([2, 4, -2]);
    });

    test('goes through computed inputs', () => {
      const at = x();
      const square = at.mul(at);
      const slope = again(square.mul(square).sum(), square); // 2·square
      expect(slope.value.toArray()).toEqual([2, 8, 2]);
      slope.sum().backward();
      expect(at.grad!.toArray()).toEqual([4, 8, -4]);
    });

    test('adds up where a value is used twice, and un-broadcasts', () => {
      const [row, column] = [leaf([3], { device }), leaf([2, 1], { device, seed: 4 })];
      gradCheck(
        (a, b) => {
          const y = a.mul(b).tanh().mul(b.exp()).add(a);
          const [da, db] = grad(y.mul(y).sum(), [a, b], { createGraph: true });
          return da!.sum().mul(db!.sum());
        },
        [row, column],
      );
    });

    test('a penalty on the slope trains: gradients of parameters come from it', () => {
      using _ = scope();
      const w = tensor([[0.5, -0.25]], { requiresGrad: true, dtype: 'float64', device });
      const input = tensor([[1, 2]], { requiresGrad: true, dtype: 'float64', device });
      const y = input.mul(w).sum().tanh();
      const slope = again(y, input);
      slope.mul(slope).sum().backward();
      // y = tanh 0 = 0; slope = (1 − y²)·w; d(slope²)/dw = 2w at y = 0
      expect(w.grad!.toArray()).toEqual([[1, -0.5]]);
    });

    test('keeps the graph for backward()', () => {
      const at = x();
      const y = at.mul(at).sum();
      again(y, at);
      y.backward();
      expect(at.grad!.toArray()).toEqual([2, 4, -2]);
    });

    test('refuses a rule that works on arrays alone, by its name', () => {
      const double = (a: NDArray) => ({
        values: [a.mul(2)],
        backward: () => [array([2, 2, 2], { dtype: 'float64', device })],
      });
      const at = x();
      expect(() => again(applyOne(double, at).mul(at).sum(), at)).toThrow(
        'Cannot make the graph of the gradient of double: double works on arrays alone; write it with what arrays and tensors share (Vocabulary, run)',
      );
    });

    test('refuses inputs that the output does not depend on', () => {
      expect(() => again(x().sum(), x())).toThrow('Cannot take grad() by inputs[0]');
    });
  });
