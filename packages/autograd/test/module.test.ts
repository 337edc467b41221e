import { array, createReference, type NDArray, ones, reference, scope, zeros } from '@zero-to-gpt/linalg';
import { QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { Linear, Module, Parameter, parameterCount, Sequential, type Tensor, tensor } from '../src/index.ts';

class Block extends Module {
  readonly attn = new Linear(2, 2, { bias: false });
  forward(x: Tensor): Tensor {
    return this.attn.forward(x);
  }
}

class Model extends Module {
  readonly wte = new Linear(2, 3, { bias: false });
  readonly h: readonly Block[] = [new Block(), new Block()];
  readonly scales = [new Parameter(ones([1])), new Parameter(ones([1]))];
  readonly nothing = null;
  readonly size = 3;
  mask: NDArray = zeros([2]);
  readonly head = new Linear(2, 3, { bias: false });
  readonly #private = new Parameter(ones([7]));
  constructor() {
    super();
    (this.head as { weight: Parameter }).weight = this.wte.weight; // tied
  }
  forward(x: Tensor): Tensor {
    return this.head.forward(this.h.reduce((y, block) => block.forward(y), x)).mul(this.#private.sum());
  }
}

const names = ['wte.weight', 'h.0.attn.weight', 'h.1.attn.weight', 'scales.0', 'scales.1'];

describe('Module', () => {
  test('finds parameters in fields, lists and children, a tied one once', () => {
    const model = new Model();
    expect([...model.namedParameters()].map(([name]) => name)).toEqual(names);
    expect(model.parameters()).toHaveLength(5);
    expect(parameterCount(model)).toBe(6 + 4 + 4 + 1 + 1);
  });

  test('finds children, all modules, and buffers', () => {
    const model = new Model();
    expect([...model.children()].map(([name]) => name)).toEqual(['wte', 'h.0', 'h.1', 'head']);
    expect([...model.modules()]).toHaveLength(7);
    expect(model.buffers()).toEqual([model.mask]);
  });

  test('lives with a child that points back to its parent', () => {
    class Child extends Block {
      parent: Module | null = null;
    }
    class Parent extends Block {
      readonly child = new Child();
    }
    const parent = new Parent();
    parent.child.parent = parent;
    expect(parent.parameters()).toHaveLength(2);
    expect([...parent.train().modules()]).toHaveLength(4);
  });

  test('train() and eval() reach every module', () => {
    const model = new Model().eval();
    expect([...model.modules()].every((module) => !module.training)).toBe(true);
    expect(model.train().h[1]!.attn.training).toBe(true);
  });

  test('zeroGrad() empties every gradient', () => {
    const model = new Model();
    model
      .forward(tensor([[1, 2]]))
      .sum()
      .backward();
    expect(model.wte.weight.grad).not.toBe(null);
    model.zeroGrad();
    expect(model.parameters().every((p) => p.grad === null)).toBe(true);
  });

  test('made inside a scope it survives the scope', () => {
    const model = (() => {
      using _ = scope();
      return new Sequential(new Linear(2, 2));
    })();
    expect(model.forward(tensor([[1, 2]])).shape).toEqual([1, 2]);
  });

  test('dispose() frees parameters, gradients and buffers', () => {
    const device = createReference();
    class Counted extends Module {
      readonly linear = new Linear(2, 3, { device });
      readonly table = zeros([4], { device });
      forward(x: Tensor): Tensor {
        return this.linear.forward(x);
      }
    }
    const model = new Counted();
    {
      using _ = scope();
      model
        .forward(tensor([[1, 2]], { device }))
        .sum()
        .backward();
    }
    expect(device.stats().bytes).toBe(4 * (2 * 9 + 4));
    model.dispose();
    expect(device.stats().bytes).toBe(0);
  });
});

describe('Module.to()', () => {
  test('moves parameters and buffers, and frees the old ones', async () => {
    const [from, to] = [createReference(), new QueuedDevice()];
    class Moved extends Module {
      readonly linear = new Linear(2, 1, { device: from });
      readonly tables = [ones([2], { device: from })];
      forward(x: Tensor): Tensor {
        return this.linear.forward(x.mul(this.tables[0]!));
      }
    }
    const model = new Moved();
    const x = tensor([[1, 2]], { device: from });
    const before = model.forward(x).item();
    model.forward(x).backward();
    const { weight } = model.linear;
    expect(await model.to(to)).toBe(model);
    expect(model.linear.weight).toBe(weight);
    expect([weight.device, model.tables[0]!.device, weight.grad]).toEqual([to, to, null]);
    expect((await model.forward(tensor([[1, 2]], { device: to })).data())[0]).toBe(before);
  });

  test('keeps a tied weight tied, and does nothing where everything is there already', async () => {
    const model = new Model();
    const { value } = model.wte.weight;
    await model.to(value.device);
    expect(model.wte.weight.value).toBe(value);
    await model.to(reference);
    expect(model.head.weight).toBe(model.wte.weight);
    expect(model.parameters().every((p) => p.device === reference)).toBe(true);
    expect(model.mask.device).toBe(reference);
  });

  test('changes nothing where a device refuses', async () => {
    const model = new Model();
    const before = model.wte.weight.value;
    const full = createReference();
    const alloc = full.alloc.bind(full);
    let left = 2;
    full.alloc = (dtype, size) => {
      if (left-- === 0) throw new RangeError('memory is short');
      return alloc(dtype, size);
    };
    await expect(model.to(full)).rejects.toThrow('memory is short');
    expect(model.wte.weight.value).toBe(before);
    expect(full.stats().bytes).toBe(0);
  });
});

describe('stateDict() and loadStateDict()', () => {
  test('name parameters and buffers by their path, a tied weight once', () => {
    expect([...new Model().stateDict().keys()]).toEqual([...names, 'mask']);
  });

  test('give one model the numbers of another, in place', () => {
    const [a, b] = [new Model(), new Model()];
    const { value } = b.wte.weight;
    b.loadStateDict(a.stateDict());
    expect(b.wte.weight.value).toBe(value);
    for (const [name, array] of b.stateDict()) expect(array.toArray()).toEqual(a.stateDict().get(name)!.toArray());
  });

  test('copy from another host device and convert the dtype', () => {
    const layer = new Linear(1, 2, { bias: false });
    layer.loadStateDict(new Map([['weight', array([[1], [2]], { dtype: 'float64', device: reference })]]));
    expect(layer.weight.value.toArray()).toEqual([[1], [2]]);
    expect(layer.weight.dtype).toBe('float32');
  });

  test('take a tied weight under either name', () => {
    const model = new Model();
    const state = model.stateDict();
    const weight = ones([3, 2]);
    state.delete('wte.weight');
    model.loadStateDict(state.set('head.weight', weight));
    expect(model.wte.weight.value.toArray()).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    model.loadStateDict(new Map([...model.stateDict(), ['head.weight', zeros([3, 2])]]));
    expect(model.wte.weight.value.max().item()).toBe(1);
  });

  test('list everything that is missing, unexpected or misshaped, and change nothing', () => {
    const net = new Sequential(new Linear(2, 3), new Linear(3, 1));
    const before = net.stateDict().get('1.bias')!.toArray();
    const state = new Map([
      ['0.weight', zeros([2, 3])],
      ['1.weight', zeros([3])],
      ['1.bias', zeros([1])],
      ['2.weight', zeros([1])],
      ['lm.head', zeros([1])],
    ]);
    expect(() => net.loadStateDict(state)).toThrow(
      [
        'Cannot load this state:',
        '  missing: 0.bias',
        '  unexpected: 2.weight, lm.head',
        '  misshaped: 0.weight: found [2,3], wanted [3,2]; 1.weight: found [3], wanted [1,3]',
      ].join('\n'),
    );
    expect(net.stateDict().get('1.bias')!.toArray()).toEqual(before);
  });

  test('with strict: false pass over missing and unexpected entries, and tell', () => {
    const layer = new Linear(1, 1);
    const report = layer.loadStateDict(
      new Map([
        ['weight', ones([1, 1])],
        ['extra', ones([1])],
      ]),
      { strict: false },
    );
    expect(report).toEqual({ missing: ['bias'], unexpected: ['extra'] });
    expect(layer.weight.value.item()).toBe(1);
    expect(() => layer.loadStateDict(new Map([['weight', ones([2])]]), { strict: false })).toThrow('misshaped');
  });

  test('refuse a state on a device that must be awaited', () => {
    const layer = new Linear(1, 1, { bias: false });
    const state = new Map([['weight', ones([1, 1], { device: new QueuedDevice() })]]);
    expect(() => layer.loadStateDict(state)).toThrow('await x.to(cpu)');
  });
});
