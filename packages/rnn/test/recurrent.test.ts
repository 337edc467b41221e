import { gradCheckLayer, type Layer } from '@zero-to-gpt/dense';
import { array, cpu, type Device, type DType, type NDArray, Random, reference, tidy, zeros } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { gradCheck } from '@zero-to-gpt/linreg';
import { describe, expect, test } from 'vitest';
import { GRU, LSTM, RNN, type State } from '../src/index.ts';

expect.extend(matchers);

interface Options {
  readonly random: Random;
  readonly dtype: DType;
  readonly device: Device;
}

const kinds = [
  { name: 'RNN', make: (o: Options) => new RNN(3, 4, o), cell: false },
  { name: 'RNN with ReLU', make: (o: Options) => new RNN(3, 4, { ...o, nonlinearity: 'relu' }), cell: false },
  { name: 'RNN without bias', make: (o: Options) => new RNN(3, 4, { ...o, bias: false }), cell: false },
  { name: 'GRU', make: (o: Options) => new GRU(3, 4, o), cell: false },
  { name: 'LSTM', make: (o: Options) => new LSTM(3, 4, o), cell: true },
];

describe.each(kinds)('$name', ({ make, cell }) => {
  const layerOn = (device: Device, dtype: DType = 'float64') => make({ random: new Random(7), dtype, device });
  const normal = (shape: readonly number[], device: Device, seed = 3) =>
    new Random(seed).normal(shape, { dtype: 'float64', device });
  const stateOn = (device: Device): State => ({
    h: normal([2, 4], device, 8),
    ...(cell && { c: normal([2, 4], device, 9) }),
  });

  test.each([reference, cpu])('backward() gives the slopes of inputs and weights on $name', (device) => {
    using layer = layerOn(device);
    expect(gradCheckLayer(layer, normal([2, 5, 3], device))).toBeLessThan(1e-6);
  });

  test.each([reference, cpu])('backward() gives the slopes of the state before on $name', (device) => {
    using layer = layerOn(device);
    const [x, before] = [normal([2, 5, 3], device), stateOn(device)];
    const [dy, after] = [normal([2, 5, 4], device, 4), { h: normal([2, 4], device, 5), c: normal([2, 4], device, 6) }];
    /** A weighted sum of results and of the last state. */
    const loss = (state: State): number =>
      tidy(() => {
        const y = layer.forward(x, state).mul(dy).sum();
        const last = layer.state!;
        const total = y.add(last.h.mul(after.h).sum());
        return (last.c ? total.add(last.c.mul(after.c).sum()) : total).item();
      });
    layer.forward(x, before);
    layer.backward(dy, cell ? after : { h: after.h });
    const found = layer.stateGradient!;
    expect(
      gradCheck(
        (h) => loss({ ...before, h }),
        () => found.h.clone(),
        before.h,
      ),
    ).toBeLessThan(1e-6);
    if (before.c)
      expect(
        gradCheck(
          (c) => loss({ ...before, c }),
          () => found.c!.clone(),
          before.c,
        ),
      ).toBeLessThan(1e-6);
  });

  forEachDevice((makeDevice, name) => {
    test(`agrees with float64 in float32 on ${name}`, async () => {
      const wanted = results(make, reference, 'float64');
      const found = results(make, makeDevice(), 'float32');
      for (const [i, x] of found.entries())
        await expect(x).toBeAllClose(wanted[i]!.toArray(), { rtol: 1e-4, atol: 1e-5 });
    });
  });

  test('ids stand for one-hot rows', async () => {
    using layer = layerOn(cpu, 'float32');
    const ids = array(
      [
        [2, 0, 1],
        [1, 1, 2],
      ],
      { dtype: 'int32' },
    );
    const rows = ids
      .unsqueeze(-1)
      .equal(array([0, 1, 2], { dtype: 'int32' }))
      .astype('float32');
    const dy = new Random(2).normal([2, 3, 4]);
    const slopes = (x: NDArray): NDArray[] => {
      for (const parameter of layer.parameters) parameter.zeroGrad();
      const y = layer.forward(x);
      layer.backward(dy);
      return [y, ...layer.parameters.map((parameter) => parameter.grad.clone())];
    };
    const wanted = slopes(rows);
    for (const [i, x] of slopes(ids).entries()) await expect(x).toBeAllClose(wanted[i]!.toArray(), { atol: 1e-6 });
  });

  test('pieces with the state handed on give what the whole gives', async () => {
    using layer = layerOn(cpu, 'float32');
    const x = new Random(2).normal([2, 6, 3]);
    const whole = layer.forward(x);
    const first = layer.forward(x.slice({}, { stop: 4 }));
    const second = layer.forward(x.slice({}, { start: 4 }), layer.state!);
    await expect(first).toBeAllClose(whole.slice({}, { stop: 4 }).toArray());
    await expect(second).toBeAllClose(whole.slice({}, { start: 4 }).toArray());
  });

  test('a training step leaves no memory behind', () => {
    using layer = layerOn(cpu, 'float32');
    const x = new Random(2).normal([2, 6, 3]);
    const step = () => tidy(() => void layer.backward(layer.forward(x)));
    step();
    const before = cpu.stats().bytes;
    for (let i = 0; i < 3; i++) step();
    expect(cpu.stats().bytes).toBe(before);
  });

  test('what does not fit is refused', () => {
    using layer = layerOn(cpu, 'float32');
    expect(() => layer.forward(zeros([2, 6, 5]))).toThrow(
      'x is [2,6,5] float32, expected [batch, time, 3] of floats, or ids [batch, time] of int32',
    );
    expect(() => layer.forward(zeros([2, 0, 3]))).toThrow('and no empty axis');
    expect(() => layer.forward(array([[0, 3]], { dtype: 'int32' }))).toThrow('id 3 (element 1), expected 0 to 2');
    expect(() => layer.forward(zeros([2, 6, 3]), { h: zeros([1, 4]) })).toThrow(
      'the state has h [1,4], expected [2,4]',
    );
    expect(() => layer.backward(zeros([2, 6, 4]))).toThrow('call forward first, once for each backward');
    layer.forward(zeros([2, 6, 3]));
    expect(() => layer.backward(zeros([2, 5, 4]))).toThrow("dy is [2,5,4], expected the result's shape [2,6,4]");
    expect(() => make.length && new RNN(0, 2)).toThrow('Cannot make RNN(0, 2): expected whole numbers of at least 1');
  });
});

test('LSTM wants both parts of a state', () => {
  using layer = new LSTM(3, 4);
  expect(() => layer.forward(zeros([2, 6, 3]), { h: zeros([2, 4]) })).toThrow(
    'the state has c missing, expected [2,4]',
  );
});

/** Result, slope of the input and of each parameter, with weights drawn in float32. */
function results(make: (o: Options) => Layer, device: Device, dtype: 'float32' | 'float64'): NDArray[] {
  const layer = make({ random: new Random(7), dtype, device });
  const drawn = make({ random: new Random(7), dtype: 'float32', device: reference });
  layer.parameters.forEach(({ value }, i) => {
    value.assign(array(drawn.parameters[i]!.value.toArray(), { dtype, device }));
  });
  const like = (shape: readonly number[], seed: number) =>
    array(new Random(seed).normal(shape, { device: reference }).toArray(), { dtype, device });
  const y = layer.forward(like([2, 5, 3], 1));
  return [y, layer.backward(like([2, 5, 4], 2)), ...layer.parameters.map((parameter) => parameter.grad)];
}
