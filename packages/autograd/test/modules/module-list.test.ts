import { describe, expect, test } from 'vitest';
import { Linear, Module, ModuleDict, ModuleList, ReLU, type Tensor, tensor } from '../../src/index.ts';

class Deep extends Module {
  readonly blocks = new ModuleList([new Linear(2, 2), new Linear(2, 2, { bias: false })]);
  readonly parts = new ModuleDict({ act: new ReLU(), more: new ModuleList([new Linear(2, 1)]) });
  forward(x: Tensor): Tensor {
    let y = x;
    for (const block of this.blocks) y = this.parts.get('act').forward(block.forward(y));
    return this.parts.get('more').at(0).forward(y);
  }
}

test('modules in lists and dictionaries are found under positions and names', () => {
  const model = new Deep();
  expect([...model.stateDict().keys()]).toEqual([
    'blocks.0.weight',
    'blocks.0.bias',
    'blocks.1.weight',
    'parts.more.0.weight',
    'parts.more.0.bias',
  ]);
  expect(model.forward(tensor([[1, 2]])).shape).toEqual([1, 1]);
  expect([...model.eval().modules()].every(({ training }) => !training)).toBe(true);
});

describe('ModuleList', () => {
  const [a, b, c] = [new Linear(1, 1), new Linear(1, 1), new Linear(1, 1)];

  test('is indexed, counted, walked through and appended to', () => {
    const list = new ModuleList([a, b]);
    expect([list.length, list[1], list.at(-1), [...list]]).toEqual([2, b, b, [a, b]]);
    expect(list.append(c)[2]).toBe(c);
    expect(list.length).toBe(3);
    expect(list.parameters()).toHaveLength(6);
    expect(new ModuleList().length).toBe(0);
  });

  test('refuses positions outside, what is no module, and forward', () => {
    const list = new ModuleList([a]);
    expect(() => list.at(1)).toThrow('Cannot get module 1 of a ModuleList of 1');
    expect(() => list.at(0.5)).toThrow('Cannot get module 0.5');
    expect(() => list.append((() => a) as never)).toThrow('Cannot append function to a ModuleList: expected a Module');
    expect(() => list.forward()).toThrow('call its modules, or use Sequential');
  });
});

describe('ModuleDict', () => {
  const parts = new ModuleDict({ up: new Linear(1, 2), act: new ReLU() });

  test('is asked by name, counted and walked through', () => {
    expect([parts.length, parts.has('up'), parts.has('down'), parts.get('up').weight.shape]).toEqual([
      2,
      true,
      false,
      [2, 1],
    ]);
    expect([...parts].map(([name]) => name)).toEqual(['up', 'act']);
  });

  test('refuses unknown names, names that a state cannot have, what is no module, and forward', () => {
    expect(() => parts.get('down' as 'up')).toThrow("Cannot get module 'down' of a ModuleDict: it holds up, act");
    for (const name of ['a.b', '']) expect(() => new ModuleDict({ [name]: new ReLU() })).toThrow('a name without dots');
    for (const name of ['forward', 'training', 'get', '__proto__'])
      expect(() => new ModuleDict(Object.fromEntries([[name, new ReLU()]]))).toThrow(
        `Cannot name a module '${name}' in a ModuleDict: Module has a member of that name`,
      );
    expect(() => new ModuleDict({ up: 3 as never })).toThrow("Cannot hold number as 'up' in a ModuleDict");
    expect(() => parts.forward()).toThrow('e.g. parts.get(name).forward(x)');
  });
});
