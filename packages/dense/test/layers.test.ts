import { array, cpu, type Device, type DType, Random, reference, tidy } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { Conv2d, Flatten, MaxPool2d } from '../src/conv/index.ts';
import {
  Dense,
  GELU,
  gradCheckLayer,
  init,
  type Layer,
  LogSoftmax,
  ReLU,
  Sequential,
  Sigmoid,
  Softmax,
  Tanh,
} from '../src/index.ts';
import { apart } from './apart.ts';

expect.extend(matchers);

interface Case {
  readonly name: string;
  readonly shape: readonly number[];
  readonly make: (options: { random: Random; dtype: DType; device: Device }) => Layer;
}

const cases: readonly Case[] = [
  { name: 'Dense', shape: [4, 3], make: (o) => new Dense(3, 5, o) },
  { name: 'Dense without bias', shape: [4, 3], make: (o) => new Dense(3, 5, { ...o, bias: false }) },
  { name: 'Dense on sequences', shape: [2, 4, 3], make: (o) => new Dense(3, 2, { ...o, init: init.xavier }) },
  { name: 'ReLU', shape: [4, 3], make: () => new ReLU() },
  { name: 'Sigmoid', shape: [4, 3], make: () => new Sigmoid() },
  { name: 'Tanh', shape: [4, 3], make: () => new Tanh() },
  { name: 'GELU', shape: [4, 3], make: () => new GELU() },
  { name: 'GELU, exact', shape: [4, 3], make: () => new GELU({ approximate: 'none' }) },
  { name: 'Softmax', shape: [4, 3], make: () => new Softmax() },
  { name: 'LogSoftmax', shape: [4, 3], make: () => new LogSoftmax() },
  {
    name: 'Sequential',
    shape: [4, 3],
    make: (o) => new Sequential(new Dense(3, 4, o), new Tanh(), new Dense(4, 2, o)),
  },
  { name: 'Conv2d', shape: [2, 2, 5, 4], make: (o) => new Conv2d(2, 3, 3, o) },
  { name: 'Conv2d without bias', shape: [2, 2, 5, 4], make: (o) => new Conv2d(2, 3, [2, 3], { ...o, bias: false }) },
  {
    name: 'Conv2d with stride, padding and dilation',
    shape: [2, 2, 6, 7],
    make: (o) => new Conv2d(2, 3, [2, 3], { ...o, stride: [2, 1], padding: [1, 2], dilation: [2, 1] }),
  },
  { name: 'MaxPool2d', shape: [2, 2, 4, 6], make: () => new MaxPool2d(2) },
  { name: 'MaxPool2d that overlaps', shape: [2, 2, 5, 5], make: () => new MaxPool2d(3, { stride: 1, padding: 1 }) },
  { name: 'MaxPool2d with dilation', shape: [1, 2, 6, 5], make: () => new MaxPool2d(2, { stride: 1, dilation: 2 }) },
  { name: 'Flatten', shape: [2, 2, 3, 2], make: () => new Flatten() },
];

describe.each(cases)('$name', ({ shape, make }) => {
  test.each([reference, cpu])('backward() gives the slopes of forward() on $name', (device) => {
    using layer = make({ random: new Random(7), dtype: 'float64', device });
    expect(gradCheckLayer(layer, apart(shape, device))).toBeLessThan(1e-6);
  });

  forEachDevice((makeDevice, name) => {
    test(`agrees with float64 in float32 on ${name}`, async () => {
      const device = makeDevice();
      const exact = both(make, shape, reference, 'float64');
      const found = both(make, shape, device, 'float32');
      for (const [i, x] of found.entries())
        await expect(x.astype('float32')).toBeAllClose(exact[i]!.toArray(), { rtol: 1e-4, atol: 1e-5 });
    });
  });

  test('backward() wants a forward() before it, once for each', () => {
    using layer = make({ random: new Random(7), dtype: 'float32', device: cpu });
    const x = apart(shape, cpu).astype('float32');
    expect(() => layer.backward(x)).toThrow('call forward first');
    const dy = layer.forward(x).clone();
    expect(layer.backward(dy).shape).toEqual(x.shape);
    expect(() => layer.backward(dy)).toThrow('call forward first');
  });

  test('backward() wants the shape of the result', () => {
    using layer = make({ random: new Random(7), dtype: 'float32', device: cpu });
    const y = layer.forward(apart(shape, cpu).astype('float32'));
    expect(() => layer.backward(y.unsqueeze(0))).toThrow(/expected the result's shape \[/);
  });

  test('a training step leaves no memory behind', () => {
    using layer = make({ random: new Random(7), dtype: 'float32', device: cpu });
    const x = apart(shape, cpu).astype('float32');
    const step = () => tidy(() => void layer.backward(layer.forward(x)));
    step();
    const before = cpu.stats().bytes;
    for (let i = 0; i < 3; i++) step();
    expect(cpu.stats().bytes).toBe(before);
  });
});

/** Result, slope of the input and of each parameter. */
function both(make: Case['make'], shape: readonly number[], device: Device, dtype: 'float32' | 'float64') {
  const layer = make({ random: new Random(7), dtype, device });
  const drawn = make({ random: new Random(7), dtype: 'float32', device: reference });
  // the draws of float64 differ from those of float32: all take those of float32
  layer.parameters.forEach(({ value }, i) => {
    const nested = drawn.parameters[i]!.value.toArray();
    value.assign(array(nested, { dtype, device }));
  });
  const x = array(apart(shape, reference).toArray(), { dtype, device });
  const y = layer.forward(x);
  const dy = array(new Random(3).normal(y.shape, { device: reference }).toArray(), { dtype, device });
  return [y, layer.backward(dy), ...layer.parameters.map((parameter) => parameter.grad)];
}
