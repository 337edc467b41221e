import { tensor } from '@zero-to-gpt/autograd';
import { array, ones, Random } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Subset } from '../subset.ts';

/** `Dropout` and `LayerNorm`: wanted numbers of the latter are PyTorch's. */
export function describeLayers({ Dropout, LayerNorm }: Subset, api: ConformanceApi): void {
  const { describe, test, expect } = api;

  describe('Dropout', () => {
    const many = (): ReturnType<typeof tensor> => tensor(new Array<number>(2000).fill(1), { requiresGrad: true });
    const dropout = (p: number, seed = 1): InstanceType<Subset['Dropout']> =>
      new Dropout(p, { random: new Random(seed) });
    test('Dropout zeroes a share of p while training', () => {
      const share = dropout(0.25).forward(many()).value.equal(0).astype('float32').mean().item();
      expect(share).toBeGreaterThan(0.2);
      expect(share).toBeLessThan(0.3);
    });
    test('Dropout makes the others grow by 1/(1 − p), so that the mean stays', () => {
      expect(dropout(0.2).forward(many()).value.max().item()).toBeCloseTo(1.25, 5);
      expect(dropout(0.75).forward(many()).value.max().item()).toBeCloseTo(4, 5);
    });
    test('Dropout has the gradient of what it kept', () => {
      const x = many();
      const y = dropout(0.5).forward(x);
      const kept = y.value.clone();
      y.sum().backward();
      expect(x.grad!.sub(kept).abs().max().item()).toBe(0);
    });
    test('Dropout draws anew at each call', () => {
      const layer = dropout(0.5);
      const [first, second] = [layer.forward(many()).value, layer.forward(many()).value];
      expect(first.sub(second).abs().sum().item()).toBeGreaterThan(100);
    });
    test('Dropout draws from random: the same seed, the same zeros', () => {
      const [first, second] = [dropout(0.5, 3), dropout(0.5, 3)].map((layer) => layer.forward(many()).value);
      expect(first!.sub(second!).abs().sum().item()).toBe(0);
    });
    test('Dropout does nothing after eval(), nor with p = 0', () => {
      const x = many();
      const asleep = dropout(0.5);
      asleep.eval();
      for (const layer of [asleep, dropout(0)]) expect(layer.forward(x).value.sub(x.value).abs().sum().item()).toBe(0);
    });
    test('Dropout with p = 1 zeroes all', () => {
      expect(dropout(1).forward(many()).value.abs().sum().item()).toBe(0);
    });
    test('Dropout refuses what is no probability', () => {
      expect(() => dropout(1.5)).toThrow();
      expect(() => dropout(Number.NaN)).toThrow();
    });
    test('Dropout has p, and a stream that may be exchanged', () => {
      const layer = dropout(0.5);
      const first = layer.forward(many()).value;
      layer.random = new Random(1);
      expect(layer.forward(many()).value.sub(first).abs().sum().item()).toBe(0);
      expect(layer.p).toBe(0.5);
    });
  });

  describe('LayerNorm', () => {
    const rows = [
      [1, 2, 6],
      [0.5, -1, 3],
    ];
    const affine = (): InstanceType<Subset['LayerNorm']> => {
      const layer = new LayerNorm(3);
      layer.weight!.value.assign(array([1, 2, 3]));
      layer.bias!.value.assign(array([0.5, 0, -1]));
      return layer;
    };
    test('LayerNorm begins with scale 1 and shift 0', () => {
      const { weight, bias } = new LayerNorm(3);
      close(api, weight!.value, [1, 1, 1]);
      close(api, bias!.value, [0, 0, 0]);
    });
    test('LayerNorm gives each row mean 0 and variance 1, by n and not by n − 1', () => {
      close(api, new LayerNorm(3).forward(tensor([[1, 2, 6]])).value, [[-0.925819, -0.46291, 1.388728]]);
    });
    test('LayerNorm scales and shifts each feature', () => {
      close(api, affine().forward(tensor(rows)).value, [
        [-0.425819, -0.92582, 3.166184],
        [0.298, -2.2223, 2.9396],
      ]);
    });
    test('LayerNorm of a row without spread is its shift: eps keeps it finite', () => {
      close(api, affine().forward(tensor([[4, 4, 4]])).value, [[0.5, 0, -1]]);
    });
    test('LayerNorm takes any number of axes before the last', () => {
      const y = new LayerNorm(3).forward(tensor([rows, rows]));
      expect([...y.shape]).toEqual([2, 2, 3]);
    });
    test('LayerNorm has the gradient of x, through mean and deviation', () => {
      const x = tensor(rows, { requiresGrad: true });
      affine()
        .forward(x)
        .mul(
          tensor([
            [1, 2, 3],
            [4, 5, 6],
          ]),
        )
        .sum()
        .backward();
      close(
        api,
        x.grad!,
        [
          [-0.3086, 0.3858, -0.0771],
          [-3.5623, 2.2264, 1.3359],
        ],
        3,
      );
    });
    test('LayerNorm has the gradients of its scale and shift, summed over rows', () => {
      const layer = affine();
      layer
        .forward(tensor(rows))
        .mul(
          tensor([
            [1, 2, 3],
            [4, 5, 6],
          ]),
        )
        .sum()
        .backward();
      close(api, layer.weight!.grad!, [-1.7339, -6.4816, 12.0454], 3);
      close(api, layer.bias!.grad!, [5, 7, 9]);
    });
    test('LayerNorm without bias has none', () => {
      const layer = new LayerNorm(3, { bias: false });
      expect([layer.bias, layer.parameters().length]).toEqual([null, 1]);
    });
    test('LayerNorm refuses rows of another width', () => {
      expect(() => new LayerNorm(3).forward(tensor(ones([2, 4]).toArray()))).toThrow();
    });
  });
}
