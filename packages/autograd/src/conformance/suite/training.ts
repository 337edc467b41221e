import { array, cpu, Random, scope } from '@zero-to-gpt/linalg';
import type { ConformanceApi } from '@zero-to-gpt/linalg/conformance';
import type { Subset } from '../subset.ts';

/** The whole at work. */
export function describeTraining({ Linear, tensor, crossEntropy }: Subset, api: ConformanceApi): void {
  const { describe, test, expect } = api;

  describe('training', () => {
    test('a net with a hidden layer learns exclusive or, step by step in scopes of their own', () => {
      const random = new Random(3);
      const [first, second] = [new Linear(2, 8, { random }), new Linear(8, 2, { random })];
      const parameters = [...first.parameters(), ...second.parameters()];
      const [x, targets] = [
        tensor([
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ]),
        array([0, 1, 1, 0], { dtype: 'int32' }),
      ];
      let loss = Number.NaN;
      for (let step = 0; step < 200; step++) {
        using _ = scope();
        const now = crossEntropy(second.forward(first.forward(x).tanh()), targets);
        loss = now.item();
        for (const parameter of parameters) parameter.zeroGrad();
        now.backward();
        for (const { value, grad } of parameters) value.assign(value.sub(grad!.mul(0.5)));
      }
      expect(loss).toBeLessThan(0.1);
    });
    test('a step leaves no memory behind, but for the gradients', () => {
      const layer = new Linear(4, 3, { random: new Random(1) });
      const [x, targets] = [tensor([[1, 2, 3, 4]]), array([2], { dtype: 'int32' })];
      const step = (): number => {
        {
          using _ = scope();
          for (const parameter of layer.parameters()) parameter.zeroGrad();
          for (let part = 0; part < 2; part++) crossEntropy(layer.forward(x), targets).backward();
        }
        return cpu.stats().bytes;
      };
      const first = step();
      for (let i = 0; i < 5; i++) step();
      expect(step() - first).toBe(0);
    });
  });
}
