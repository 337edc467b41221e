import { array, type NDArray, type Nested, Random, tidy } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Recurrent } from '../../sample-sequence.ts';
import type { Subset } from '../subset.ts';

/** The layers RNN and GRU. */
export function describeRecurrent({ RNN, GRU }: Subset, api: ConformanceApi): void {
  const { describe, test, expect } = api;
  const sequence = (...steps: number[]): NDArray => array([steps.map((x) => [x])]);

  describe('RNN', () => {
    const small = (): Recurrent =>
      withWeights(new RNN(1, 1), { weightIh: [[1]], weightHh: [[0.5]], biasIh: [0.1], biasHh: [0.2] });
    test('RNN forward() is tanh(w·x + b) for the first step, with both biases', () => {
      close(api, small().forward(sequence(1)), [[[0.861723]]]);
    });
    test('RNN forward() adds the weighted state in the second step', () => {
      close(api, small().forward(sequence(1, -1)), [[[0.861723], [-0.262823]]]);
    });
    test('RNN forward() begins with the state that it is given', () => {
      close(api, small().forward(sequence(1), { h: array([[0.8]]) }), [[[0.935409]]]);
    });
    describeLayer('RNN', RNN, 1);
  });

  describe('GRU', () => {
    const small = (): Recurrent =>
      withWeights(new GRU(1, 1), {
        weightIh: [[0.5], [-0.4], [0.9]],
        weightHh: [[-0.6], [0.7], [0.8]],
        biasIh: [0.1, 0.2, 0.3],
        biasHh: [-0.2, 0.1, 0.4],
      });
    test('GRU forward() of one step: gates r, z, n in that order, h = (1 − z) · n + z · 0', () => {
      close(api, small().forward(sequence(1)), [[[GRU_FIRST]]]);
    });
    test('GRU forward() of two steps: n = tanh(wₙ·x + bₙ + r · (uₙ·h + cₙ)), the bias cₙ inside', () => {
      close(api, small().forward(sequence(1, -2)), [[[GRU_FIRST], [GRU_SECOND]]]);
    });
    describeLayer('GRU', GRU, 3);
  });

  function describeLayer(name: string, Kind: Subset['RNN'], gates: number): void {
    const layerOf = (): Recurrent => new Kind(3, 2, { random: new Random(7) });
    const x = (): NDArray => new Random(3).normal([2, 3, 3]);
    const dy = (): NDArray => new Random(4).normal([2, 3, 2]);

    test(`${name} parameters are weightIh, weightHh, biasIh, biasHh of ${gates} · hidden rows`, () => {
      const rows = 2 * gates;
      expect(layerOf().parameters.map((parameter) => [parameter.name, ...parameter.value.shape])).toEqual([
        ['weightIh', rows, 3],
        ['weightHh', rows, 2],
        ['biasIh', rows],
        ['biasHh', rows],
      ]);
    });
    test(`${name} draws its weights from random: the same seed, the same weights`, () => {
      expect(layerOf().parameters[1]!.value.toArray()).toEqual(layerOf().parameters[1]!.value.toArray());
    });
    test(`${name} forward() takes ids (B, T) for one-hot rows`, () => {
      const layer = layerOf();
      const rows = array([
        [
          [0, 0, 1],
          [1, 0, 0],
        ],
      ]);
      close(api, layer.forward(array([[2, 0]], { dtype: 'int32' })), layer.forward(rows).toArray());
    });
    test(`${name} state is the result of the last step`, () => {
      const layer = layerOf();
      const y = layer.forward(x());
      close(api, layer.state!.h, y.slice({}, -1).toArray());
    });
    test(`${name} forward() in two pieces, with the state handed on, is forward() of the whole`, () => {
      const layer = layerOf();
      const whole = layer.forward(x()).slice({}, { start: 1 }).toArray();
      layer.forward(x().slice({}, { stop: 1 }));
      close(api, layer.forward(x().slice({}, { start: 1 }), layer.state!), whole);
    });

    const loss = (layer: Recurrent, at: NDArray): number => tidy(() => layer.forward(at).mul(dy()).sum().item());
    test(`${name} backward() gives dx, through all the steps behind`, () => {
      const layer = layerOf();
      layer.forward(x());
      close(
        api,
        layer.backward(dy()),
        differences(x(), (at) => loss(layer, at)),
        2,
      );
    });
    for (const [i, part] of ['weightIh', 'weightHh', 'biasIh', 'biasHh'].entries())
      test(`${name} backward() gives the slope of ${part}, summed over steps and samples`, () => {
        const layer = layerOf();
        const { value } = layer.parameters[i]!;
        const before = value.clone();
        const wanted = differences(before, (at) => {
          value.assign(at);
          return loss(layer, x());
        });
        value.assign(before);
        layer.forward(x());
        layer.backward(dy());
        close(api, layer.parameters[i]!.grad, wanted, 2);
      });
    test(`${name} backward() adds to the slopes that are there`, () => {
      const layer = layerOf();
      const grads = [1, 2].map(() => {
        layer.forward(x());
        layer.backward(dy());
        return layer.parameters[1]!.grad.clone();
      });
      close(api, grads[1]!, grads[0]!.mul(2).toArray());
    });
    test(`${name} backward() of ids gives slopes to the weights of the ids that came`, () => {
      const layer = layerOf();
      layer.forward(array([[2, 2]], { dtype: 'int32' }));
      layer.backward(new Random(5).normal([1, 2, 2]));
      const slopes = layer.parameters[0]!.grad;
      close(
        api,
        slopes.slice({}, { stop: 2 }),
        Array.from({ length: 2 * gates }, () => [0, 0]),
      );
      expect(slopes.slice({}, 2).abs().sum().item()).toBeGreaterThan(0.01);
    });
    test(`${name} refuses rows of another width`, () => {
      expect(() => layerOf().forward(array([[[1, 2]]]))).toThrow();
    });
    test(`${name} refuses backward() before forward()`, () => {
      expect(() => layerOf().backward(dy())).toThrow();
    });
  }
}

const GRU_FIRST = 0.469117;
const GRU_SECOND = 0.209673;

function withWeights(layer: Recurrent, weights: Readonly<Record<string, Nested>>): Recurrent {
  for (const { name, value } of layer.parameters) value.assign(array(weights[name]!));
  return layer;
}

/** Central differences of f in each element of x. */
function differences(x: NDArray, f: (x: NDArray) => number): Nested {
  const [flat, step] = [Array.from(x.toFlat()), 1e-2];
  const at = (i: number, change: number): number =>
    tidy(() => f(array(flat.map((value, k) => (k === i ? value + change : value))).reshape(...x.shape)));
  return array(flat.map((_, i) => (at(i, step) - at(i, -step)) / (2 * step)))
    .reshape(...x.shape)
    .toArray();
}
