import { array, Random } from '@zero-to-gpt/linalg';
import { QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { type Graph, graphOf, Linear, mseLoss, noGrad, Parameter, relu, tensor, Value } from '../../src/index.ts';

const arrows = ({ nodes, edges }: Graph): string[] => {
  const name = (id: string): string => {
    const node = nodes.find((each) => each.id === id)!;
    return node.name ?? id;
  };
  return edges.map(({ from, to }) => `${name(from)} > ${name(to)}`);
};

test('graphOf() of a Value has values, operations, and the local slopes on the way in', () => {
  const [a, b] = [new Value(2, { name: 'a' }), new Value(-3, { name: 'b' })];
  const y = a.mul(b).named('y');
  y.backward();
  expect(graphOf(y)).toEqual({
    nodes: [
      { id: 'v0', kind: 'value', name: 'a', role: 'leaf', shape: [], data: 2, grad: -3 },
      { id: 'v1', kind: 'value', name: 'b', role: 'leaf', shape: [], data: -3, grad: 2 },
      { id: 'o0', kind: 'operation', name: 'mul' },
      { id: 'v2', kind: 'value', name: 'y', role: 'computed', shape: [], data: -6, grad: 1 },
    ],
    edges: [
      { from: 'v0', to: 'o0', slope: -3 },
      { from: 'v1', to: 'o0', slope: 2 },
      { from: 'o0', to: 'v2' },
    ],
  });
});
test('graphOf() tells a value that is used twice once, with both arrows', () => {
  const x = new Value(3, { name: 'x' });
  expect(arrows(graphOf(x.mul(x).named('y')))).toEqual(['x > mul', 'x > mul', 'mul > y']);
});
test('graphOf() takes names of Values that have none of their own', () => {
  const [x, w] = [new Value(3), new Value(2, { name: 'weight' })];
  const { nodes } = graphOf(x.mul(w), { names: Object.entries({ x, w }) });
  expect(nodes.map(({ name }) => name)).toEqual(['x', 'weight', 'mul', null]);
});
test('graphOf() tells plain numbers as constants without a gradient', () => {
  expect(graphOf(new Value(3).mul(2)).nodes[1]).toMatchObject({ role: 'constant', data: 2, grad: null });
});

test('graphOf() of a model gives shapes, and the names of its parameters', () => {
  using net = new Linear(3, 2, { random: new Random(1) });
  const x = tensor([[1, 2, 3]]);
  const loss = mseLoss(relu(net.forward(x)), tensor([[0, 1]]));
  const graph = graphOf(loss, { names: [...net.namedParameters(), ['x', x], ['loss', loss]] });
  const values = graph.nodes.flatMap((node) => (node.kind === 'value' ? [node] : []));
  const shape = Object.fromEntries(values.map((node) => [node.name, node.shape]));
  expect(shape).toMatchObject({ x: [1, 3], weight: [2, 3], bias: [2], loss: [] });
  const role = Object.fromEntries(values.map((node) => [node.name, node.role]));
  expect(role).toMatchObject({ x: 'constant', weight: 'leaf', loss: 'computed' });
  expect(arrows(graph).slice(0, 3)).toEqual(['x > linear', 'weight > linear', 'bias > linear']);
  expect(graph.nodes.filter(({ kind }) => kind === 'operation').map(({ name }) => name)).toContain('relu');
});
test('graphOf() lists every node after all that it depends on', () => {
  const x = tensor([1, 2], { requiresGrad: true });
  const [left, right] = x.mul(x).split(2);
  const { nodes, edges } = graphOf(left!.mul(right!).sum());
  const place = new Map(nodes.map(({ id }, i) => [id, i]));
  expect(edges.length).toBeGreaterThan(6);
  expect(edges.filter(({ from, to }) => place.get(from)! >= place.get(to)!)).toEqual([]);
});
test('graphOf() shows numbers and gradients of tensors of one element', () => {
  const x = tensor(2, { requiresGrad: true });
  const y = x.mul(3);
  y.retainGrad();
  y.backward({ retainGraph: true });
  const values = graphOf(y).nodes.filter(({ kind }) => kind === 'value');
  expect(values).toMatchObject([
    { data: 2, grad: 3 },
    { data: 6, grad: 1 },
  ]);
});
test('graphOf() leaves numbers out that have to be awaited', async () => {
  const device = new QueuedDevice();
  const x = new Parameter(array([2], { device }));
  expect(graphOf(x.mul(3).sum()).nodes[0]).toMatchObject({ shape: [1], data: null, grad: null });
});
test('graphOf() of a tensor without history is one value', () => {
  const x = tensor([1, 2]);
  expect(graphOf(noGrad(() => x.mul(2)))).toMatchObject({ nodes: [{ role: 'constant', shape: [2] }], edges: [] });
  expect(graphOf(tensor(1, { requiresGrad: true })).nodes).toMatchObject([{ role: 'leaf' }]);
});
test('graphOf() refuses a graph that backward() has used up', () => {
  const y = tensor(2, { requiresGrad: true }).mul(3);
  y.backward();
  expect(() => graphOf(y)).toThrow(
    'Cannot draw the graph: backward() has used it up; draw it before, or call backward({ retainGraph: true })',
  );
});
