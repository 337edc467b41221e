import { Linear, Module, Parameter, type Tensor, tensor } from '@zero-to-gpt/autograd';
import { array, zeros } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import type { OptimizerParameters } from '../../src/optimizers/optimizer.ts';
import { decayGroups, type NamedGroup, toGroups } from '../../src/optimizers/parameter-groups.ts';

class Model extends Module {
  readonly embedding = new Parameter(zeros([5, 3]));
  readonly scale = new Parameter(zeros([]));
  readonly head = new Linear(3, 5);
  forward(x: Tensor): Tensor {
    return x;
  }
}

const groupsOf = (given: OptimizerParameters<object>): NamedGroup<object>[] => toGroups(given, (options) => options);

test('decayGroups() lets parameters of two or more dimensions decay, and no others', () => {
  const groups = decayGroups(new Model(), { weightDecay: 0.1 });
  expect(groups.map(({ names, options }) => ({ names, options }))).toEqual([
    { names: ['embedding', 'head.weight'], options: { weightDecay: 0.1 } },
    { names: ['scale', 'head.bias'], options: { weightDecay: 0 } },
  ]);
});

test('decayGroups() leaves out a group without parameters', () => {
  expect(decayGroups(new Linear(3, 5, { bias: false }), { weightDecay: 0.1 })).toHaveLength(1);
});

test('optimizers name parameters by their number, or by the names that come with them', () => {
  const [a, b, c] = [array([1]), array([2]), array([3])].map((value) => new Parameter(value));
  expect(groupsOf([a!, b!])[0]?.names).toEqual(['0', '1']);
  expect(groupsOf([{ parameters: [a!, b!] }, { parameters: [c!] }]).map((group) => group.names)).toEqual([
    ['0', '1'],
    ['2'],
  ]);
  expect(groupsOf(new Model().namedParameters())[0]?.names).toEqual(['embedding', 'scale', 'head.weight', 'head.bias']);
});

test('optimizers refuse parameters that come twice, and none at all', () => {
  const a = new Parameter(array([1]));
  expect(() => groupsOf([a, a])).toThrow('Cannot optimize parameter 1 twice');
  expect(() => groupsOf([{ parameters: [a] }, { parameters: [a] }])).toThrow('Cannot optimize parameter 1 twice');
  const b = new Parameter(array([1]));
  expect(() => groupsOf([{ parameters: [a, b], names: ['x', 'x'] }])).toThrow(
    'two parameters of one name: found x twice',
  );
  expect(() => groupsOf([{ parameters: [a, b], names: ['x'] }])).toThrow('Cannot name 2 parameters: found 1 names');
  expect(() => groupsOf([])).toThrow('found no parameters');
});

test('optimizers refuse what is no parameter', () => {
  const refused: [given: unknown, found: string][] = [
    [new Model(), 'Model'],
    [undefined, 'undefined'],
    [[tensor([1])], 'Tensor'],
    [[null], 'object'],
    [[{ parameters: [tensor([1])] }], 'Tensor'],
    [[['name', array([1])]], 'Array'],
  ];
  for (const [given, found] of refused) {
    const make = (): unknown => groupsOf(given as Parameter[]);
    expect(make).toThrow(TypeError);
    expect(make).toThrow(`Cannot optimize ${found}: expected parameters, [name, parameter] pairs or groups of them`);
  }
});
