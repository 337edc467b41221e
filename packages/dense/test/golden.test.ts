import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, cpu, type Device, type NDArray, type Nested, reference, tidy } from '@zero-to-gpt/linalg';
import { matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { Conv2d, type Conv2dOptions, MaxPool2d, type Pair, type WindowOptions } from '../src/conv/index.ts';
import {
  binaryCrossEntropyLoss,
  crossEntropyLoss,
  Dense,
  GELU,
  type GELUOptions,
  type Layer,
  LogSoftmax,
  type Loss,
  mseLoss,
  nllLoss,
  type Reduction,
  ReLU,
  Sigmoid,
  Softmax,
  Tanh,
} from '../src/index.ts';

expect.extend(matchers);

interface LayerCase {
  readonly name: string;
  readonly kind: string;
  readonly arguments: readonly unknown[];
  readonly options: object;
  readonly weights: Readonly<Record<string, Nested>>;
  readonly gradients: Readonly<Record<string, Nested>>;
  readonly x: Nested;
  readonly dy: Nested;
  readonly y: Nested;
  readonly dx: Nested;
}
interface LossCase {
  readonly name: string;
  readonly kind: string;
  readonly options: LossOptions;
  readonly prediction: Nested;
  readonly target: Nested;
  readonly value: Nested;
  readonly gradient: Nested;
}
interface LossOptions {
  readonly reduction: Reduction;
  readonly weight?: number[];
  readonly ignoreIndex?: number;
  readonly labelSmoothing?: number;
  readonly fromLogits?: boolean;
}

// fixtures/make.py writes these fields
const layers = read('layers') as readonly LayerCase[];
const losses = read('losses') as readonly LossCase[];

const float64 = { dtype: 'float64' } as const;

/** Where a layer's parameters are made, which layers without parameters are not told. */
interface Where {
  readonly dtype?: unknown;
  readonly device?: unknown;
}

const close = { rtol: 1e-9, atol: 1e-9 };

/** Makes the layer that a case names. */
const makers: Readonly<Record<string, (options: object, ...given: never[]) => Layer>> = {
  Dense: (options, inputs: number, outputs: number) => new Dense(inputs, outputs, options),
  ReLU: () => new ReLU(),
  Sigmoid: () => new Sigmoid(),
  Tanh: () => new Tanh(),
  GELU: ({ dtype: _, device: __, ...options }: Partial<Where> & GELUOptions) => new GELU(options),
  Softmax: () => new Softmax(),
  LogSoftmax: () => new LogSoftmax(),
  Conv2d: (options: Conv2dOptions, inputs: number, outputs: number, kernel: Pair) =>
    new Conv2d(inputs, outputs, kernel, options),
  MaxPool2d: ({ dtype: _, device: __, ...moves }: Partial<Where> & WindowOptions, kernel: Pair) =>
    new MaxPool2d(kernel, moves),
};

describe.each([reference, cpu])('on $name', (device) => {
  test.each(layers)('a layer gives PyTorch’s result and slopes: $name', async (given) => {
    const options = { ...given.options, ...float64, device };
    const make = makers[given.kind]!;
    using layer = make(options, ...(given.arguments as never[])); // as the script passes them to PyTorch
    for (const { name, value } of layer.parameters) value.assign(exact(given.weights[name]!, device));
    expect(Object.keys(given.weights)).toEqual(layer.parameters.map(({ name }) => name));

    await expect(layer.forward(exact(given.x, device))).toBeAllClose(given.y, close);
    await expect(layer.backward(exact(given.dy, device))).toBeAllClose(given.dx, close);
    for (const { name, grad } of layer.parameters) await expect(grad).toBeAllClose(given.gradients[name]!, close);
  });

  test.each(losses)('a loss is PyTorch’s, and so is its gradient: $name', async (given) => {
    const { value, gradient } = lossOf(given, device);
    await expect(value).toBeAllClose(given.value, close);
    await expect(gradient).toBeAllClose(given.gradient, close);
  });
});

test('the fixture has every layer that is to be compared', () => {
  expect([...new Set(layers.map(({ kind }) => kind))]).toEqual(Object.keys(makers));
});

function lossOf({ kind, options, prediction, target }: LossCase, device: Device): Loss {
  return tidy(() => {
    const x = exact(prediction, device);
    if (kind === 'mse') return mseLoss(x, exact(target, device), options);
    if (kind === 'bce') return binaryCrossEntropyLoss(x, exact(target, device), options);
    const labels = array(target, { dtype: 'int32', device });
    const { weight, ...rest } = options;
    const all = { ...rest, ...(weight && { weight: exact(weight, device) }) };
    return kind === 'nll' ? nllLoss(x, labels, { ...all, check: false }) : crossEntropyLoss(x, labels, all);
  });
}

function exact(nested: Nested, device: Device): NDArray {
  return array(nested, { ...float64, device });
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, `fixtures/${name}.json`), 'utf8'));
}
