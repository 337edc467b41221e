import { array, scope } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Subset, SubsetTensor } from '../subset.ts';

/** How gradients travel: forks, depth, what is remembered and for how long. */
export function describeTape({ Tensor, tensor, noGrad }: Subset, api: ConformanceApi): void {
  const { describe, test, expect } = api;
  const leaf = (value: number | number[]): SubsetTensor => tensor(value, { requiresGrad: true });
  const gradient = (x: SubsetTensor): number => x.grad?.item() ?? Number.NaN;

  describe('tape', () => {
    test('tensor() takes nested lists, dtype and requiresGrad', () => {
      const x = tensor([[1, 2, 3]], { dtype: 'float64', requiresGrad: true });
      expect([[...x.shape], x.ndim, x.size, x.dtype, x.requiresGrad]).toEqual([[1, 3], 2, 3, 'float64', true]);
      expect([tensor(2).requiresGrad, tensor(2).dtype, tensor(2).item()]).toEqual([false, 'float32', 2]);
    });
    test('grad is null before the first backward()', () => {
      expect(leaf(3).grad).toBe(null);
    });
    test('backward() adds the paths where a tensor is used twice: x·x + x', () => {
      const x = leaf(3);
      x.mul(x).add(x).backward();
      expect(gradient(x)).toBe(7);
    });
    test('backward() hands a gradient on when it is whole: a diamond of twelve steps', () => {
      const x = leaf(1);
      let y: SubsetTensor = x;
      for (let i = 0; i < 12; i++) y = y.add(y);
      y.backward();
      expect(gradient(x)).toBe(4096);
    });
    test('backward() takes a step after all that use its result, however long their ways are', () => {
      const x = leaf(2);
      const y = x.mul(3); // used at once, and once more after a long way
      y.add(y.mul(2).mul(2).mul(2)).backward();
      expect(gradient(x)).toBe(27);
    });
    test('backward() does not add into a gradient that two inputs share', () => {
      const gradients = (f: (a: SubsetTensor, b: SubsetTensor) => SubsetTensor): number[] => {
        const [a, b] = [leaf(1), leaf(2)];
        f(a, b).backward();
        return [gradient(a), gradient(b)];
      };
      expect(gradients((a, b) => a.add(b).add(a.mul(3).add(b.mul(5))))).toEqual([4, 6]);
      expect(gradients((a, b) => a.mul(3).add(b.mul(5)).add(a.add(b)))).toEqual([4, 6]);
    });
    test('backward() goes through 3,000 steps without overflow of the stack', () => {
      using _ = scope();
      const x = leaf(1);
      let y: SubsetTensor = x;
      for (let i = 0; i < 3000; i++) y = y.add(1);
      y.backward();
      expect(gradient(x)).toBe(1);
    });
    test('backward() of a second loss adds to the gradient that is there', () => {
      const x = leaf(3);
      x.mul(x).backward();
      x.mul(2).backward();
      expect(gradient(x)).toBe(8);
    });
    test('zeroGrad() makes the gradient null, and the next one begins anew', () => {
      const x = leaf(3);
      x.mul(x).backward();
      x.zeroGrad();
      expect(x.grad).toBe(null);
      x.mul(2).backward();
      expect(gradient(x)).toBe(2);
    });
    test('backward() gives no gradient to tensors that require none', () => {
      const [x, data] = [leaf(3), tensor(2)];
      x.mul(data).backward();
      expect(data.grad).toBe(null);
    });
    test('a gradient has the shape of its tensor where that was broadcast over rows and columns', () => {
      const [row, column, one] = [leaf([1, 2, 3]), tensor([[1], [2]], { requiresGrad: true }), leaf(2)];
      row.mul(column).mul(one).sum().backward();
      close(api, row.grad!, [6, 6, 6]);
      close(api, column.grad!, [[12], [12]]);
      close(api, one.grad!, 18);
    });
    test('gradients outlive the scope of the step', () => {
      const x = leaf([1, 2]);
      {
        using _ = scope();
        x.mul(x).sum().backward();
      }
      close(api, x.grad!, [2, 4]);
      {
        using _ = scope();
        x.mul(x).sum().backward();
      }
      close(api, x.grad!, [4, 8]);
    });
    test('detach() has the same numbers, and stops the gradient', () => {
      const x = leaf(3);
      const held = x.mul(2).detach();
      expect([held.item(), held.requiresGrad]).toEqual([6, false]);
      x.mul(held).backward();
      expect(gradient(x)).toBe(6);
    });
    test('noGrad(f) gives the result of f and remembers nothing', () => {
      const x = leaf(3);
      const y = noGrad(() => x.mul(x));
      expect([y.item(), y.requiresGrad, x.mul(x).requiresGrad]).toEqual([9, false, true]);
    });
    test('noGrad() ends with f, even where that throws', () => {
      const x = leaf(3);
      expect(() =>
        noGrad(() => {
          throw new Error('stop');
        }),
      ).toThrow('stop');
      expect(x.mul(x).requiresGrad).toBe(true);
    });
    test('using noGrad() ends with its block, also inside another', () => {
      const x = leaf(3);
      noGrad(() => {
        {
          using _ = noGrad();
        }
        expect(x.mul(x).requiresGrad).toBe(false);
      });
      expect(x.mul(x).requiresGrad).toBe(true);
    });
    test('backward() wants a single number', () => {
      const x = leaf([1, 2]);
      expect(() => x.mul(2).backward()).toThrow();
    });
    test('backward() wants a tensor that depends on one with requiresGrad', () => {
      expect(() => tensor(2).mul(3).backward()).toThrow();
    });
    test('requiresGrad may be taken from a leaf: it is frozen', () => {
      const [x, w] = [leaf(3), new Tensor(array(2), { requiresGrad: true })];
      w.requiresGrad = false;
      x.mul(w).backward();
      expect([gradient(x), w.grad]).toEqual([2, null]);
    });
  });
}
