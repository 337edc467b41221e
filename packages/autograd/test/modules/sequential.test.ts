import { describe, expect, test } from 'vitest';
import { Linear, relu, Sequential, tensor } from '../../src/index.ts';

describe('Sequential', () => {
  const net = new Sequential(new Linear(2, 4), relu, new Sequential(new Linear(4, 1, { bias: false })));

  test('runs its layers in order', () => {
    const x = tensor([[1, -1]]);
    const [first, , last] = [net[0] as Linear, net[1], net[2] as Sequential];
    expect(net.forward(x).item()).toBe(last.forward(first.forward(x).relu()).item());
    expect(net.length).toBe(3);
  });

  test("names entries by position, as PyTorch's", () => {
    expect([...net.stateDict().keys()]).toEqual(['0.weight', '0.bias', '2.0.weight']);
  });
});
