import { array, ones, Random, scope, zeros } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Subset, SubsetModule, SubsetTensor } from '../subset.ts';

/** Parameters, and the modules that hold them. */
export function describeModules({ Module, Parameter, Tensor, Linear, tensor }: Subset, api: ConformanceApi): void {
  const { describe, test, expect } = api;

  /** A layer with a parameter and a buffer. */
  class Scale extends Module {
    readonly factor: SubsetTensor = new Parameter(ones([2]));
    readonly seen = zeros([1]);
    readonly name = 'no parameter';
    readonly bias: SubsetTensor | null = null;
  }
  /** A model with children in a list, and a parameter of a child once more. */
  class Net extends Module {
    readonly first = new Scale();
    readonly layers = [new Scale(), new Scale()];
    readonly tied = this.first.factor;
  }
  const paths = (module: SubsetModule): string[] => [...module.namedParameters()].map(([name]) => name);

  describe('modules', () => {
    test('a Parameter is a Tensor that requires a gradient', () => {
      const p = new Parameter(array([1, 2]));
      expect([p instanceof Tensor, p.requiresGrad, p.grad]).toEqual([true, true, null]);
      close(api, p.value, [1, 2]);
    });
    test('a Parameter outlives the scope that it was made in', () => {
      let p: SubsetTensor | undefined;
      {
        using _ = scope();
        p = new Parameter(array([1, 2]));
      }
      close(api, p.value, [1, 2]);
    });
    test('namedParameters() names them by the paths of fields, lists by their places', () => {
      expect(paths(new Net())).toEqual(['first.factor', 'layers.0.factor', 'layers.1.factor']);
    });
    test('parameters() has a tied parameter once', () => {
      const net = new Net();
      const found = net.parameters();
      expect([found.length, found[0] === net.first.factor]).toEqual([3, true]);
    });
    test('modules() has the module and all below', () => {
      const net = new Net();
      expect([...net.modules()].length).toBe(4);
      expect([...net.modules()].includes(net.layers[1]!)).toBe(true);
    });
    test('a module trains at first; eval() and train() reach all below', () => {
      const net = new Net();
      const modes = (): boolean[] => [net.training, net.first.training, net.layers[1]!.training];
      expect(modes()).toEqual([true, true, true]);
      net.eval();
      expect(modes()).toEqual([false, false, false]);
      net.train();
      expect(modes()).toEqual([true, true, true]);
    });
    test('stateDict() has the arrays of parameters, and arrays among the fields', () => {
      const net = new Net();
      const state = net.stateDict();
      expect([...state.keys()].sort()).toEqual([
        'first.factor',
        'first.seen',
        'layers.0.factor',
        'layers.0.seen',
        'layers.1.factor',
        'layers.1.seen',
      ]);
      expect(state.get('first.factor') === net.first.factor.value).toBe(true);
    });
    test('loadStateDict() copies into the arrays that are there', () => {
      const [net, other] = [new Net(), new Net()];
      const { value } = net.layers[0]!.factor;
      other.layers[0]!.factor.value.fill(7);
      other.first.seen.fill(3);
      net.loadStateDict(other.stateDict());
      close(api, value, [7, 7]);
      close(api, net.first.seen, [3]);
    });
    test('loadStateDict() refuses a state that lacks a name, and changes nothing', () => {
      const net = new Net();
      expect(() => net.loadStateDict(new Map([['first.factor', array([7, 7])]]))).toThrow();
      close(api, net.first.factor.value, [1, 1]);
    });
    test('loadStateDict() refuses a name that it does not know', () => {
      const net = new Net();
      const state = new Map(net.stateDict()).set('layers.2.factor', ones([2]));
      expect(() => net.loadStateDict(state)).toThrow();
    });
    test('loadStateDict() refuses another shape', () => {
      const net = new Net();
      const state = new Map(net.stateDict()).set('layers.1.factor', ones([3]));
      expect(() => net.loadStateDict(state)).toThrow();
    });
    test('a tensor is disposed of with its gradient', () => {
      const x = tensor([1, 2], { requiresGrad: true });
      x.sum().backward();
      const { value, grad } = x;
      x.dispose();
      expect([value.isDisposed, grad!.isDisposed]).toEqual([true, true]);
    });
    test('a module is disposed of with all its arrays, those of gradients too', () => {
      const net = new Net();
      net.layers[1]!.factor.sum().backward();
      const { value, grad } = net.layers[1]!.factor;
      net[Symbol.dispose]();
      expect([value.isDisposed, net.first.seen.isDisposed, grad!.isDisposed]).toEqual([true, true, true]);
    });
    test('a Parameter takes its array over: the handle passed in is freed', () => {
      const before = array([1, 2]);
      new Parameter(before);
      expect(before.isDisposed).toBe(true);
    });
    test('Linear has weights [out, in] and a bias, uniform in ±1/√in', () => {
      const layer = new Linear(16, 3, { random: new Random(1) });
      expect([[...layer.weight.shape], [...layer.bias!.shape], paths(layer)]).toEqual([
        [3, 16],
        [3],
        ['weight', 'bias'],
      ]);
      const highest = layer.weight.value.abs().max().item();
      expect(highest).toBeLessThan(0.25);
      expect(highest).toBeGreaterThan(0.15);
    });
    test('Linear draws from random: the same seed, the same weights', () => {
      const weights = (): unknown => new Linear(2, 3, { random: new Random(1) }).weight.value.toArray();
      expect(weights()).toEqual(weights());
    });
    test('Linear forward() is x·weightᵀ + bias', () => {
      const layer = new Linear(2, 3);
      layer.weight.value.assign(
        array([
          [1, 2],
          [3, 4],
          [5, 6],
        ]),
      );
      layer.bias!.value.assign(array([10, 20, 30]));
      close(api, layer.forward(tensor([[1, -1]])).value, [[9, 19, 29]]);
    });
    test('Linear without bias has none', () => {
      const layer = new Linear(2, 3, { bias: false });
      expect([layer.bias, paths(layer)]).toEqual([null, ['weight']]);
      expect([...layer.forward(tensor([[1, -1]])).shape]).toEqual([1, 3]);
    });
    test('Linear gives gradients to weight, bias and x', () => {
      const layer = new Linear(2, 1);
      layer.weight.value.assign(array([[3, 4]]));
      const x = tensor(
        [
          [1, 2],
          [5, 7],
        ],
        { requiresGrad: true },
      );
      layer.forward(x).sum().backward();
      close(api, layer.weight.grad!, [[6, 9]]);
      close(api, layer.bias!.grad!, [2]);
      close(api, x.grad!, [
        [3, 4],
        [3, 4],
      ]);
    });
  });
}
