import { reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import * as autograd from '../../src/index.ts';
import { GELU, GLU, type Module, PReLU, Sequential, type Tensor, tensor } from '../../src/index.ts';

const library: Record<string, unknown> = { ...autograd };

/** Each layer with the function and the options that it must agree with. */
const layers = {
  ReLU: ['relu', {}],
  ReLU6: ['relu6', {}],
  LeakyReLU: ['leakyRelu', { negativeSlope: 0.3 }],
  ELU: ['elu', { alpha: 0.5 }],
  CELU: ['celu', { alpha: 0.5 }],
  SELU: ['selu', {}],
  GELU: ['gelu', { approximate: 'none' }],
  SiLU: ['silu', {}],
  Mish: ['mish', {}],
  Sigmoid: ['sigmoid', {}],
  LogSigmoid: ['logSigmoid', {}],
  Hardsigmoid: ['hardsigmoid', {}],
  Hardswish: ['hardswish', {}],
  Tanh: ['tanh', {}],
  Hardtanh: ['hardtanh', { min: -0.5, max: 2 }],
  Softplus: ['softplus', { beta: 3 }],
  Softsign: ['softsign', {}],
  Softmax: ['softmax', { axis: 0 }],
  LogSoftmax: ['logSoftmax', { axis: 0 }],
  GLU: ['glu', { axis: 0 }],
} as const;

describe('layers of activations', () => {
  const x = tensor([
    [-7, -1, 0.25],
    [0, 1, 7],
  ]);
  for (const [name, [f, options]] of Object.entries(layers))
    test(`${name} computes ${f}() with its options, and without any`, () => {
      const Layer = library[name] as new (options?: object) => Module;
      const call = library[f] as (x: Tensor, options?: object) => Tensor;
      expect(new Layer(options).forward(x).value.toArray()).toEqual(call(x, options).value.toArray());
      if (f !== 'glu') expect(new Layer().forward(x).value.toArray()).toEqual(call(x).value.toArray());
      expect(new Layer(options).parameters()).toEqual([]);
    });

  test('GLU halves the last axis where none is named', () => {
    expect(new GLU().forward(tensor([[1, 0]])).value.toArray()).toEqual([[0.5]]);
  });

  test('PReLU starts with 0.25 and learns', () => {
    const layer = new PReLU({ channels: 2, device: reference });
    expect(layer.weight.value.toArray()).toEqual([0.25, 0.25]);
    layer
      .forward(tensor([[-4, 3]], { device: reference }))
      .sum()
      .backward();
    expect(layer.weight.grad!.toArray()).toEqual([-4, 0]);
    expect(new PReLU({ init: 0.5 }).forward(tensor([-2])).item()).toBe(-1);
    expect(() => new PReLU({ channels: 0 })).toThrow('PReLU of 0 channels');
  });

  test('go into a Sequential and keep its numbering', () => {
    expect([...new Sequential(new GELU(), new PReLU()).stateDict().keys()]).toEqual(['1.weight']);
  });
});
