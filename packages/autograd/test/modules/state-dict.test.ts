import { array, type NDArray, ones, reference, zeros } from '@zero-to-gpt/linalg';
import { QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { Linear, Module, Parameter, Sequential, type Tensor } from '../../src/index.ts';

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

  test('list what is no array, freed, of another kind or elsewhere, all at once, and change nothing', () => {
    class Counter extends Module {
      readonly a = new Parameter(ones([1]));
      readonly b = new Parameter(ones([1]));
      readonly c = new Parameter(ones([1]));
      readonly steps = zeros([], { dtype: 'int32' });
      forward(x: Tensor): Tensor {
        return x;
      }
    }
    const model = new Counter();
    const freed = ones([1]);
    freed.dispose();
    const state = new Map([
      ['a', freed],
      ['b', [1] as never],
      ['c', ones([1], { device: new QueuedDevice() })],
      ['steps', ones([])],
    ]);
    expect(() => model.loadStateDict(state)).toThrow(
      [
        'Cannot load this state:',
        '  no arrays: b: found a list, wanted an NDArray',
        '  freed: a',
        '  other numbers: steps: found float32, wanted int32; convert it by astype',
        '  elsewhere: c: on queued, wanted on cpu; move it first: await x.to(cpu)',
      ].join('\n'),
    );
    expect(model.steps.item()).toBe(0);
  });

  test('want a Map', () => {
    const layer = new Linear(1, 1);
    expect(() => layer.loadStateDict({ weight: ones([1, 1]) } as never)).toThrow(
      'found Object, wanted a Map from names to arrays, e.g. new Map(Object.entries(state))',
    );
    expect(() => layer.loadStateDict(null as never)).toThrow('found null');
    expect(() => layer.loadStateDict('weights' as never)).toThrow(TypeError);
  });

  test('exchange two weights that are read and written at once', () => {
    const net = new Sequential(new Linear(1, 1, { bias: false }), new Linear(1, 1, { bias: false }));
    const [a, b] = net.parameters().map(({ value }) => value.item());
    const state = net.stateDict();
    net.loadStateDict(
      new Map([
        ['0.weight', state.get('1.weight')!],
        ['1.weight', state.get('0.weight')!],
      ]),
    );
    expect(net.parameters().map(({ value }) => value.item())).toEqual([b, a]);
  });

  test('take names from outside as they are', () => {
    const state = new Map(Object.entries({ weight: ones([1, 1]), bias: ones([1]), constructor: ones([1]) }));
    expect(() => new Linear(1, 1).loadStateDict(state.set('__proto__', ones([1])))).toThrow(
      'unexpected: constructor, __proto__',
    );
  });
});
