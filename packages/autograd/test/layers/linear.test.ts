import { cpu, Random, reference, seed } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { Linear, tensor } from '../../src/index.ts';
import { fixture } from '../golden.ts';

describe('Linear', () => {
  test("draws weights and biases like PyTorch's", () => {
    const golden = fixture('linear-init');
    const layer = new Linear(300, 200, { random: new Random(1) });
    for (const name of ['weight', 'bias'] as const) {
      const { value } = layer[name]!;
      const wanted = golden[name] as { max: number; std: number };
      expect(value.abs().max().item() / wanted.max).toBeCloseTo(1, 1);
      expect(Math.sqrt(value.mul(value).mean().item()) / wanted.std).toBeCloseTo(1, 0);
      expect(value.abs().max().item()).toBeLessThanOrEqual(1 / Math.sqrt(300));
    }
  });

  test('multiplies by the transposed weight and adds the bias', () => {
    const layer = new Linear(2, 1);
    layer.weight.value.assign(tensor([[2, 3]]).value);
    layer.bias!.value.fill(10);
    expect(
      layer
        .forward(
          tensor([
            [1, 1],
            [0, 2],
          ]),
        )
        .value.toArray(),
    ).toEqual([[15], [16]]);
    expect(layer.forward(tensor([1, 1]), { residual: tensor([100]) }).value.toArray()).toEqual([115]);
  });

  test('goes without bias', () => {
    const layer = new Linear(2, 3, { bias: false });
    expect(layer.bias).toBe(null);
    expect(layer.parameters()).toEqual([layer.weight]);
  });

  test('lies where it is told to', () => {
    const { weight } = new Linear(2, 3, { device: reference, dtype: 'float64' });
    expect([weight.device, weight.dtype]).toEqual([reference, 'float64']);
    expect(new Linear(2, 3).weight.device).toBe(cpu);
  });

  test('two layers differ, the same seed gives the same', () => {
    const random = new Random(3);
    const [a, b] = [new Linear(2, 2, { random }), new Linear(2, 2, { random })];
    expect(a.weight.value.toArray()).not.toEqual(b.weight.value.toArray());
    seed(4);
    const first = new Linear(2, 2).weight.value.toArray();
    seed(4);
    expect(new Linear(2, 2).weight.value.toArray()).toEqual(first);
  });

  test('refuses sizes that are no whole numbers of at least 1', () => {
    for (const [i, o] of [
      [0, 1],
      [1, 0],
      [1.5, 1],
      [NaN, 1],
    ] as const)
      expect(() => new Linear(i, o)).toThrow(`from ${i} to ${o} features`);
  });
});
