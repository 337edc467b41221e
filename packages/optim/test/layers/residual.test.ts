import { gradCheck, Linear, Parameter, relu, Sequential, tensor } from '@zero-to-gpt/autograd';
import { array, Random, reference } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import { Residual } from '../../src/layers/residual.ts';

test('Residual adds what its layer makes to x', () => {
  const block = new Residual((x) => x.mul(x));
  expect(block.forward(tensor([2, -3])).value.toArray()).toEqual([6, 6]);
});

test('Residual hands the gradient on around a layer that lets none through', () => {
  const x = new Parameter(array([1, 2]));
  new Residual((y) => y.mul(0)).forward(x).sum().backward();
  expect(x.grad?.toArray()).toEqual([1, 1]);
});

test('Residual takes x through its shortcut, where one is given', () => {
  const block = new Residual((x) => x.sum(), { shortcut: (x) => x.max().mul(10) });
  expect(block.forward(tensor([2, 3])).item()).toBe(35);
});

test('Residual holds the parameters of its layer and of its shortcut', () => {
  const random = new Random(1);
  const inner = new Sequential(new Linear(2, 4, { random }), relu, new Linear(4, 3, { random }));
  const block = new Residual(inner, { shortcut: new Linear(2, 3, { bias: false, random }) });
  expect([...block.stateDict().keys()]).toEqual([
    'layer.0.weight',
    'layer.0.bias',
    'layer.2.weight',
    'layer.2.bias',
    'shortcut.weight',
  ]);
  expect(block.eval().layer).toMatchObject({ training: false });
});

test('Residual passes gradCheck', () => {
  const options = { device: reference, dtype: 'float64', random: new Random(2) } as const;
  const block = new Residual(new Linear(3, 3, options));
  gradCheck((x) => block.forward(x).tanh(), [new Parameter(new Random(3).normal([2, 3], options))]);
});

test('Residual refuses ways that end in different shapes', () => {
  const block = new Residual(new Linear(2, 3));
  expect(() => block.forward(tensor([[1, 2]]))).toThrow(
    "Cannot add the layer's [1,3] to [1,2]: give Residual a shortcut that makes the same shape",
  );
});
