import { array, type NDArray, ones, Random, zeros } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Subset, SubsetLayer } from '../subset.ts';

/** Layers, forward and backward. */
export function describeLayers(subset: Subset, api: ConformanceApi): void {
  const { Dense, ReLU, Sigmoid, Tanh, Softmax, Sequential } = subset;
  const { describe, test, expect } = api;
  const x = () =>
    array([
      [1, 2],
      [3, 4],
    ]);
  /** Two numbers in, three out. */
  const known = () => {
    const layer = new Dense(2, 3, { random: new Random(1) });
    layer.weight.value.assign(
      array([
        [1, 0],
        [0, 1],
        [2, -1],
      ]),
    );
    layer.bias!.value.assign(array([0, 10, 100]));
    return layer;
  };
  const dy = () =>
    array([
      [1, 0, 0],
      [0, 1, 1],
    ]);

  describe('Dense', () => {
    test('Dense forward() is x·wᵀ + b', () => {
      close(api, known().forward(x()), [
        [1, 12, 100],
        [3, 14, 102],
      ]);
    });
    test('Dense forward() keeps all leading axes', () => {
      expect([...known().forward(zeros([4, 5, 2])).shape]).toEqual([4, 5, 3]);
    });
    test('Dense backward() gives dx = dy·w', () => {
      const layer = known();
      layer.forward(x());
      close(api, layer.backward(dy()), [
        [1, 0],
        [2, 0],
      ]);
    });
    test('Dense backward() gives the weights dyᵀ·x', () => {
      const layer = known();
      layer.forward(x());
      layer.backward(dy());
      close(api, layer.weight.grad, [
        [1, 2],
        [3, 4],
        [3, 4],
      ]);
    });
    test('Dense backward() gives the bias the sum of the rows, no mean', () => {
      const layer = known();
      layer.forward(x());
      layer.backward(ones([2, 3]));
      close(api, layer.bias!.grad, [2, 2, 2]);
    });
    test('Dense backward() sums over all leading axes', () => {
      const layer = known();
      layer.forward(ones([4, 5, 2]));
      expect([...layer.backward(ones([4, 5, 3])).shape]).toEqual([4, 5, 2]);
      close(api, layer.bias!.grad, [20, 20, 20]);
    });
    test('Dense backward() adds to the slopes that are there', () => {
      const layer = known();
      for (const _ of [1, 2]) {
        layer.forward(x());
        layer.backward(dy());
      }
      close(api, layer.bias!.grad, [2, 2, 2]);
    });
    test('Dense lists weight and bias as its parameters, or the weight alone', () => {
      expect(known().parameters.map(({ name }) => name)).toEqual(['weight', 'bias']);
      const bare = new Dense(2, 3, { bias: false });
      expect(bare.bias).toBe(null);
      expect(bare.parameters.length).toBe(1);
      close(api, bare.forward(zeros([1, 2])), [[0, 0, 0]]);
    });
    test('Dense draws weights (out, in) by `init`, and starts the bias from zeros then', () => {
      const layer = new Dense(2, 3, { init: (shape) => ones(shape) });
      close(api, layer.forward(x()), [
        [3, 3, 3],
        [7, 7, 7],
      ]);
    });
    test('Dense draws the same weights for the same seed', () => {
      const draw = () => new Dense(2, 3, { random: new Random(7) }).parameters.map(({ value }) => value.toArray());
      expect(draw()).toEqual(draw());
    });
    test('Dense refuses samples with another number of numbers', () => {
      expect(() => known().forward(zeros([2, 3]))).toThrow();
    });
  });

  /** One value and one slope. */
  const bends = (name: string, layer: () => SubsetLayer, forward: number[], backward: number[]): void => {
    test(`${name} forward() of −1, 0 and 2`, () => {
      close(api, layer().forward(array([[-1, 0, 2]])), [forward]);
    });
    test(`${name} backward() at −1, 0 and 2, times dy`, () => {
      const bend = layer();
      bend.forward(array([[-1, 0, 2]]));
      close(api, bend.backward(array([[10, 10, 10]])), [backward]);
    });
    test(`${name} refuses backward() before forward()`, () => {
      expect(() => layer().backward(array([[1, 1, 1]]))).toThrow();
    });
  };
  describe('activations', () => {
    bends('ReLU', () => new ReLU(), [0, 0, 2], [0, 0, 10]);
    bends('Sigmoid', () => new Sigmoid(), [0.268941, 0.5, 0.880797], [1.966119, 2.5, 1.049936]);
    bends('Tanh', () => new Tanh(), [-0.761594, 0, 0.964028], [4.199743, 10, 0.706508]);
  });

  describe('Softmax', () => {
    test('Softmax makes each row probabilities', () => {
      const rows = [
        [0, 0],
        [0, Math.LN2],
      ];
      close(api, new Softmax().forward(array(rows)), [
        [0.5, 0.5],
        [1 / 3, 2 / 3],
      ]);
    });
    test('Softmax does not overflow', () => {
      close(api, new Softmax().forward(array([[1000, 1000, -1000]])), [[0.5, 0.5, 0]]);
    });
    test('Softmax backward() is y·(dy − Σ dy·y)', () => {
      const layer = new Softmax();
      layer.forward(array([[0, Math.LN2]]));
      close(api, layer.backward(array([[9, 0]])), [[2, -2]]);
    });
  });

  describe('Sequential', () => {
    const stack = () => new Sequential(known(), new ReLU(), new Dense(3, 1, { init: (shape) => ones(shape) }));
    test('Sequential forward() goes through the layers in order', () => {
      close(api, stack().forward(array([[-1, 2]])), [[108]]); // −1, 12, 96
    });
    test('Sequential backward() goes through them in the opposite order', () => {
      const model = stack();
      model.forward(array([[-1, 2]]));
      close(api, model.backward(array([[1]])), [[2, 0]]);
    });
    test('Sequential lists the parameters of all layers, from the first to the last', () => {
      const shapes = stack().parameters.map(({ value }) => [...value.shape]);
      expect(shapes).toEqual([[3, 2], [3], [1, 3], [1]]);
    });
    test('Sequential takes any layer, such as one of a later chapter', () => {
      const doubled: SubsetLayer = {
        forward: (x: NDArray) => x.mul(2),
        backward: (dy: NDArray) => dy.mul(2),
        parameters: [],
        [Symbol.dispose]: () => {},
      };
      const model = new Sequential(doubled, new ReLU());
      close(api, model.forward(array([[-1, 2]])), [[0, 4]]);
      close(api, model.backward(array([[1, 1]])), [[0, 2]]);
    });
  });
}
