import { array, ones, Random } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Subset } from '../subset.ts';

/** Functions of tensors, losses and first values. */
export function describeFunctions(subset: Subset, api: ConformanceApi): void {
  const { tensor, Parameter, linear, gelu, crossEntropy, mseLoss, init } = subset;
  const { describe, test, expect } = api;
  const int32 = { dtype: 'int32' } as const;

  describe('functions', () => {
    test('linear() takes three axes, and no bias', () => {
      const [x, w] = [
        tensor(
          [
            [
              [1, 2],
              [3, 4],
            ],
          ],
          { requiresGrad: true },
        ),
        tensor([[5, 6]], { requiresGrad: true }),
      ];
      const y = linear(x, w, null);
      close(api, y.value, [[[17], [39]]]);
      y.sum().backward();
      close(api, w.grad!, [[4, 6]]);
      close(api, x.grad!, [
        [
          [5, 6],
          [5, 6],
        ],
      ]);
    });
    test("gelu() is GPT-2's, with tanh", () => {
      close(api, gelu(tensor([-1, 0, 1, 3])).value, [-0.158808, 0, 0.841192, 2.996363], 5);
    });
    test('gelu() has its slope', () => {
      const x = tensor([-1, 0, 1], { requiresGrad: true });
      gelu(x).sum().backward();
      close(api, x.grad!, [-0.082964, 0.5, 1.082964], 5);
    });
    test('crossEntropy() of even logits is ln V', () => {
      expect(crossEntropy(tensor([[1, 1, 1, 1]]), array([2], int32)).item()).toBeCloseTo(1.386294, 5);
    });
    test('crossEntropy() is the mean over rows of −ln softmax', () => {
      const loss = crossEntropy(
        tensor([
          [1, 2, 3],
          [0, 0, 5],
        ]),
        array([2, 0], int32),
      );
      expect(loss.item()).toBeCloseTo((0.407606 + 5.013386) / 2, 5);
    });
    test('crossEntropy() has the gradient (softmax − one-hot) / rows', () => {
      const logits = tensor(
        [
          [1, 2, 3],
          [0, 0, 0],
        ],
        { requiresGrad: true },
      );
      crossEntropy(logits, array([2, 0], int32)).backward();
      close(
        api,
        logits.grad!,
        [
          [0.045015, 0.122364, -0.16738],
          [-0.333333, 0.166667, 0.166667],
        ],
        5,
      );
    });
    test('crossEntropy() takes (B, T, V) with targets (B, T)', () => {
      const logits = tensor([
        [
          [1, 2, 3],
          [0, 0, 5],
        ],
      ]);
      expect(crossEntropy(logits, array([[2, 0]], int32)).item()).toBeCloseTo((0.407606 + 5.013386) / 2, 5);
    });
    test('crossEntropy() leaves targets of −100 out, of the mean and of the gradient', () => {
      const logits = tensor(
        [
          [1, 2, 3],
          [0, 0, 5],
        ],
        { requiresGrad: true },
      );
      const loss = crossEntropy(logits, array([2, -100], int32));
      expect(loss.item()).toBeCloseTo(0.407606, 5);
      loss.backward();
      close(
        api,
        logits.grad!,
        [
          [0.090031, 0.244728, -0.334759],
          [0, 0, 0],
        ],
        5,
      );
    });
    test('crossEntropy() of large logits is finite', () => {
      expect(crossEntropy(tensor([[1000, 0]]), array([1], int32)).item()).toBeCloseTo(1000, 2);
    });
    test('mseLoss() is the mean of the squared differences, with its gradient 2(p − t)/n', () => {
      const p = tensor([[1, 5]], { requiresGrad: true });
      const loss = mseLoss(p, tensor([[3, 4]]));
      expect(loss.item()).toBeCloseTo(2.5, 6);
      loss.backward();
      close(api, p.grad!, [[-2, 1]]);
    });
    test('init.normal() fills in place with mean and std, from random', () => {
      const p = new Parameter(ones([50, 50]));
      const { value } = p;
      expect(init.normal(p, { mean: 3, std: 0.5, random: new Random(1) }) === p).toBe(true);
      expect(p.value === value).toBe(true);
      expect(value.mean().item()).toBeCloseTo(3, 1);
      expect(value.std().item()).toBeCloseTo(0.5, 1);
    });
    test('init.normal() has mean 0 and std 1 where nothing is said', () => {
      const { value } = init.normal(new Parameter(ones([50, 50])), { random: new Random(1) });
      expect(value.mean().item()).toBeCloseTo(0, 1);
      expect(value.std().item()).toBeCloseTo(1, 1);
    });
    test('init.zeros() fills in place with zeros', () => {
      const p = new Parameter(ones([2]));
      init.zeros(p);
      close(api, p.value, [0, 0]);
    });
  });
}
