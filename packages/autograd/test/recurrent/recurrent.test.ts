import { cpu, createReference, Random, reference, scope } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import {
  concat,
  GRU,
  GRUCell,
  grad,
  gradCheck,
  LSTM,
  LSTMCell,
  type LSTMState,
  type Module,
  noGrad,
  RNN,
  RNNCell,
  Tensor,
} from '../../src/index.ts';
import { describeGolden, leaf } from '../golden.ts';

type State = Tensor | LSTMState;
type Recurrent = Module<[x: Tensor, state?: State], State | [y: Tensor, state: State]>;
const kinds = { RNN, GRU, LSTM, RNNCell, GRUCell, LSTMCell } as const;

/** A module whose weights are the given tensors. */
function build(name: string, options: object, weights: Record<string, Tensor>): Recurrent {
  const kind = name.split(' ')[0] as keyof typeof kinds;
  const { dtype, device } = Object.values(weights)[0]!;
  // the cast: which state goes with which kind is the caller's
  const module = new kinds[kind](2, 3, { ...options, dtype, device }) as unknown as Recurrent;
  expect(Object.keys(weights).sort()).toEqual([...module.stateDict().keys()].sort());
  return Object.assign(module, weights);
}

/** Results and states as one long vector. */
function flat(found: State | [y: Tensor, state: State]): Tensor {
  const parts = Array.isArray(found) ? found : [found];
  const tensors = parts.flatMap((part) => (part instanceof Tensor ? [part] : [part.h, part.c]));
  return concat(tensors.map((part) => part.reshape(-1)));
}

describeGolden('recurrent', ({ x, h, c, ...weights }, name, { options }) =>
  flat(build(name, options as object, weights).forward(x!, c ? { h: h!, c } : h)),
);

for (const device of [reference, cpu])
  describe(`slopes on ${device.name}`, () => {
    const x = leaf([2, 3, 1], { device });
    const state = leaf([1, 2, 2], { device, seed: 4 });
    const where = { dtype: 'float64', device, random: new Random(3) } as const;
    const weightsOf = (module: Module<never[], unknown>) => [...module.namedParameters()];
    const checked = (module: Module<never[], unknown>, f: (x: Tensor, h: Tensor) => Tensor) => {
      const [names, weights] = [weightsOf(module).map(([name]) => name), weightsOf(module).map(([, p]) => p)];
      return (again: boolean) =>
        gradCheck(
          (v, h, ...ws) => {
            Object.assign(module, Object.fromEntries(names.map((name, i) => [name, ws[i]])));
            const y = f(v, h);
            if (!again) return y;
            const slopes = grad(y.mul(y).sum(), [v, h, ...ws], { createGraph: true });
            return slopes.map((s) => s.mul(s).sum()).reduce((a, b) => a.add(b));
          },
          [x, state, ...weights],
          again ? { tolerance: 1e-5 } : {},
        );
    };
    for (const [name, module] of Object.entries({
      RNN: new RNN(1, 2, where),
      'RNN with ReLU': new RNN(1, 2, { ...where, nonlinearity: 'relu' }),
      GRU: new GRU(1, 2, where),
    }))
      test(`${name}, first and second`, () => {
        const check = checked(module, (v, h) => flat(module.forward(v, h)));
        check(false);
        if (device === reference) check(true); // traced, it runs no other kernels
      });
    test('LSTM, first and second, one tensor as both states', () => {
      const module = new LSTM(1, 2, where);
      const check = checked(module, (v, h) => flat(module.forward(v, { h, c: h })));
      check(false);
      if (device === reference) check(true); // traced, it runs no other kernels
    });
    test('slopes of a part of the results: the last state alone, the results alone', () => {
      const module = new LSTM(1, 2, where);
      gradCheck((v) => module.forward(v)[1].c, [x]);
      gradCheck((v) => module.forward(v)[0], [x]);
      const gru = new GRU(1, 2, { ...where, bias: false });
      gradCheck((v, h) => gru.forward(v, h)[1], [x, state]);
    });
  });

describe('RNN, GRU and LSTM', () => {
  const x = new Tensor(new Random(1).normal([2, 5, 3]));

  test('give the same in one go and in pieces that hand the state on', () => {
    for (const layer of [new RNN(3, 4, { numLayers: 2 }), new GRU(3, 4, { numLayers: 2 })]) {
      const [y, last] = layer.forward(x);
      const [first, middle] = layer.forward(x.slice({}, { stop: 2 }));
      const [second, end] = layer.forward(x.slice({}, { start: 2 }), middle);
      expect(concat([first, second], { axis: 1 }).value.sub(y.value).abs().max().item()).toBeLessThan(1e-6);
      expect(end.value.sub(last.value).abs().max().item()).toBeLessThan(1e-6);
    }
  });

  test('equal their cells called step by step', () => {
    const layer = new LSTM(3, 4);
    const cell = new LSTMCell(3, 4);
    for (const name of ['weightIh', 'weightHh', 'biasIh', 'biasHh'] as const)
      cell[name]!.value.assign(layer.stateDict().get(`${name}L0`)!);
    const [y, { c }] = layer.forward(x);
    let state: LSTMState | undefined;
    for (let t = 0; t < 5; t++) state = cell.forward(x.slice({}, t), state);
    expect(state!.h.value.sub(y.value.slice({}, 4)).abs().max().item()).toBeLessThan(1e-6);
    expect(state!.c.value.sub(c.value.slice(0)).abs().max().item()).toBeLessThan(1e-6);
  });

  test("draw weights within PyTorch's bound, the same for the same seed", () => {
    const draw = () => new GRU(2, 16, { random: new Random(5), numLayers: 2, bidirectional: true });
    const layer = draw();
    expect([...layer.stateDict()].map(([name, { shape }]) => `${name} [${shape}]`).slice(8, 12)).toEqual([
      'weightIhL1 [48,32]',
      'weightHhL1 [48,16]',
      'biasIhL1 [48]',
      'biasHhL1 [48]',
    ]);
    for (const { value } of layer.parameters()) expect(value.abs().max().item()).toBeLessThanOrEqual(0.25);
    expect(draw().weightIhL0.value.toArray()).toEqual(layer.weightIhL0.value.toArray());
  });

  test('leave the inputs as they are, also where one sequence or one step is all', () => {
    for (const [B, T] of [
      [1, 3],
      [3, 1],
      [1, 1],
    ] as const) {
      const layer = new LSTM(3, 3);
      const input = new Tensor(new Random(2).normal([B, T, 3]), { requiresGrad: true });
      const before = input.value.toArray();
      const [y] = layer.forward(input);
      const again = layer.forward(input)[0].value.toArray();
      expect(y.value.toArray()).toEqual(again);
      y.sum().backward();
      expect(input.value.toArray()).toEqual(before);
    }
  });

  test('learn to carry a number through time, without leaking', () => {
    const random = new Random(7);
    const device = createReference();
    const layer = new LSTM(1, 8, { random, device });
    const inputs = new Tensor(random.uniform([16, 4, 1], { device }));
    const wanted = inputs.value.slice({}, 0, 0); // (16): what came first
    const step = (): number => {
      using _ = scope();
      const [, { h }] = layer.forward(inputs);
      const loss = h.slice(0, {}, 0).sub(wanted).pow(2).mean();
      loss.backward();
      for (const p of layer.parameters()) p.value.assign(p.value.sub(p.grad!.mul(2)));
      layer.zeroGrad();
      return loss.item();
    };
    const first = step();
    const { bytes } = device.stats();
    let last = first;
    for (let i = 0; i < 100; i++) last = step();
    expect(last).toBeLessThan(first / 8);
    expect(device.stats().bytes).toBe(bytes);
  });

  test('say which sizes, inputs and states are wanted', () => {
    expect(() => new RNN(0, 4)).toThrow('Cannot make RNN(0, 4) of 1 layers: expected whole numbers of at least 1');
    expect(() => new LSTM(1, 4, { numLayers: 0.5 })).toThrow('LSTM(1, 4) of 0.5 layers');
    expect(() => new GRUCell(1, NaN)).toThrow('Cannot make GRUCell(1, NaN)');
    const layer = new LSTM(3, 4, { bidirectional: true });
    expect(() => layer.forward(x.slice(0))).toThrow(
      'Cannot go through LSTM(3, 4): x is [5,3], expected [batch, time, 3] with no empty axis',
    );
    const zero = (...shape: number[]) => new Tensor(new Random(1).normal(shape));
    expect(() => layer.forward(x, { h: zero(2, 2, 4), c: zero(1, 2, 4) })).toThrow(
      "Cannot go through LSTM: the state's c is [1,2,4], expected [2,2,4]",
    );
    expect(() => layer.forward(x, { h: zero(2, 2, 4) } as LSTMState)).toThrow("the state's c is missing");
    const cell = new RNNCell(3, 4, { nonlinearity: 'relu' });
    expect(() => cell.forward(x)).toThrow('RNNCell(3, 4): x is [2,5,3], expected [batch, 3]');
    expect(() => cell.forward(zero(2, 3), zero(4))).toThrow("RNNCell: the state's h is [4], expected [2,4]");
  });

  test('refuse a mix of devices and of dtypes', () => {
    const layer = new GRU(3, 4);
    const state = (options: object) => new Tensor(new Random(1).normal([1, 2, 4], options));
    expect(() => layer.forward(x, state({ dtype: 'float64' }))).toThrow(
      'steps of float32 on cpu with weights or a state of float64 on cpu: convert by astype, or move one of them',
    );
    expect(() => layer.forward(x, state({ device: reference }))).toThrow('a state of float32 on reference');
    expect(() => new RNN(3, 4, { device: reference }).forward(x)).toThrow(TypeError);
  });

  test('compute without remembering in noGrad()', () => {
    expect(noGrad(() => new GRU(3, 4).forward(x)[0]).requiresGrad).toBe(false);
  });
});
