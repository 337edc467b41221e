import { createReference, type NDArray, ones, reference, scope, zeros } from '@zero-to-gpt/linalg';
import { QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { Linear, Module, Parameter, parameterCount, Sequential, type Tensor, tensor } from '../../src/index.ts';

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

describe('Module.freeze() and unfreeze()', () => {
  test('stop and start the learning of a part, and empty its gradients', () => {
    const net = new Sequential(new Linear(2, 3), new Linear(3, 1));
    const run = () =>
      net
        .forward(tensor([[1, 2]]))
        .sum()
        .backward();
    run();
    const first = net[0] as Linear;
    expect(first.freeze()).toBe(first);
    expect(first.weight.grad).toBe(null);
    run();
    expect([first.weight.grad, first.weight.requiresGrad]).toEqual([null, false]);
    expect((net[1] as Linear).weight.grad).not.toBe(null);
    expect([parameterCount(net), parameterCount(net, { trainable: true })]).toEqual([13, 4]);
    net.unfreeze();
    run();
    expect(first.weight.grad).not.toBe(null);
  });
});

describe('Module.apply(), namedModules() and namedBuffers()', () => {
  test('reach parts before their whole, and name each once', () => {
    const model = new Model();
    const order: string[] = [];
    const names = new Map([...model.namedModules()].map(([name, module]) => [module, name]));
    expect(model.apply((module) => order.push(names.get(module)!))).toBe(model);
    expect([...names.values()]).toEqual(['', 'wte', 'h.0', 'h.0.attn', 'h.1', 'h.1.attn', 'head']);
    expect(order.at(-1)).toBe('');
    expect(order.indexOf('h.0.attn')).toBeLessThan(order.indexOf('h.0'));
    expect([...model.namedBuffers()]).toEqual([['mask', model.mask]]);
  });
});

describe('Module.astype()', () => {
  test('converts parameters and float buffers, keeps ties, and leaves whole numbers', () => {
    class Counted extends Model {
      steps: NDArray = zeros([], { dtype: 'int32' });
    }
    const model = new Counted();
    model
      .forward(tensor([[1, 2]]))
      .sum()
      .backward();
    const before = model.wte.weight.value.toArray();
    expect(model.astype('float64')).toBe(model);
    expect([model.wte.weight.dtype, model.mask.dtype, model.steps.dtype]).toEqual(['float64', 'float64', 'int32']);
    expect([model.head.weight, model.wte.weight.grad]).toEqual([model.wte.weight, null]);
    expect(model.wte.weight.value.toArray()).toEqual(before);
    expect(() => model.astype('int32' as 'float32')).toThrow('Cannot convert a module to int32');
  });

  test('frees the old arrays, and its own survive the scope they were made in', () => {
    const device = createReference();
    const layer = new Linear(2, 1, { device });
    {
      using _ = scope();
      layer.astype('float64');
    }
    expect(device.stats().bytes).toBe(24);
    expect(layer.forward(tensor([[0, 0]], { device, dtype: 'float64' })).shape).toEqual([1, 1]);
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
