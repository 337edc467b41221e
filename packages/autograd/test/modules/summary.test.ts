import { createReference, type NDArray, zeros } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import * as autograd from '../../src/index.ts';
import { Linear, LSTM, Module, ReLU, Sequential, summary, type Tensor, tensor } from '../../src/index.ts';
import { classNames } from '../../src/modules/class-names.ts';

class Net extends Module {
  readonly body = new Sequential(new Linear(2, 4), new ReLU(), new Linear(4, 2));
  readonly head = new Linear(4, 2, { bias: false });
  readonly mask: NDArray = zeros([3]);
  constructor() {
    super();
    (this.head as { weight: Linear['weight'] }).weight = (this.body[2] as Linear).weight; // tied
    (this.body[0] as Linear).freeze();
  }
  forward(x: Tensor): Tensor {
    return this.body.forward(x);
  }
}

describe('summary()', () => {
  test('counts parameters, frozen ones, buffers and bytes; tied weights once', () => {
    const { parameters, trainable, buffers, bytes, rows } = summary(new Net());
    expect([parameters, trainable, buffers, bytes]).toEqual([12 + 10, 10, 3, 4 * 25]);
    expect(rows.map(({ name, count }) => [name, count])).toEqual([
      ['', 0],
      ['body', 0],
      ['body.0', 12],
      ['body.1', 0],
      ['body.2', 10],
      ['head', 0],
    ]);
    expect(rows.at(-1)!.parameters).toEqual([{ name: 'weight', shape: [2, 4], trainable: true, tied: true }]);
  });

  test('prints a table', () => {
    expect(`${summary(new Net(), { inputs: [tensor([[1, 2]])] })}`).toBe(
      [
        'module      type        output  numbers  parameters',
        '(model)     Net         [1, 2]',
        '  body      Sequential  [1, 2]',
        '    body.0  Linear      [1, 4]       12  weight [4, 2] (frozen), bias [4] (frozen)',
        '    body.1  ReLU        [1, 4]',
        '    body.2  Linear      [1, 2]       10  weight [2, 4], bias [2]',
        '  head      Linear                    0  weight [2, 4] (tied)',
        'parameters 22: 10 trained, 12 frozen; buffers 3; 100 bytes',
      ].join('\n'),
    );
    class Deep extends Module {
      readonly layers = [new ReLU(), new Sequential(new ReLU())];
      forward(x: Tensor): Tensor {
        return x;
      }
    }
    expect(`${summary(new Deep())}`.split('\n').slice(1, 5)).toEqual([
      '(model)         Deep',
      '  layers.0      ReLU',
      '  layers.1      Sequential',
      '    layers.1.0  ReLU',
    ]);
    expect(`${summary(new ReLU())}`).toBe(
      'module   type  numbers  parameters\n(model)  ReLU\nparameters 0: 0 trained, 0 frozen; buffers 0; 0 bytes',
    );
  });

  test('names classes that a bundler has shortened: ours, and those it is told', () => {
    const shortened = { value: 'No' };
    class Mine extends ReLU {}
    for (const type of [Linear, ReLU, Mine]) Object.defineProperty(type, 'name', shortened);
    const model = new Sequential(new Linear(1, 1), new ReLU(), new Mine());
    const types = (options: object) => summary(model, options).rows.map(({ type }) => type);
    expect(types({})).toEqual(['Sequential', 'Linear', 'ReLU', 'No']);
    expect(types({ types: { Mine } })).toEqual(['Sequential', 'Linear', 'ReLU', 'Mine']);
    for (const type of [Linear, ReLU])
      Object.defineProperty(type, 'name', { value: type === Linear ? 'Linear' : 'ReLU' });
  });

  test('knows every module of this package', () => {
    const modules = Object.entries(autograd).filter(
      ([, value]) => (value as typeof Module).prototype instanceof Module,
    );
    expect(classNames()).toEqual(Object.fromEntries(modules));
  });

  test('leaves the model as it was: mode, methods, memory', () => {
    const device = createReference();
    const model = new Sequential(new Linear(2, 3, { device }), new ReLU());
    (model[1] as ReLU).eval();
    const x = tensor([[1, 2]], { device });
    const { bytes } = device.stats();
    summary(model, { inputs: [x] });
    expect([model.training, (model[1] as ReLU).training]).toEqual([true, false]);
    expect(Object.hasOwn(model, 'forward')).toBe(false);
    expect(device.stats().bytes).toBe(bytes);
    expect(() => summary(model, { inputs: [tensor([[1]], { device })] })).toThrow('Cannot apply linear');
    expect(Object.hasOwn(model[0] as Linear, 'forward')).toBe(false);
    expect(model.training).toBe(true);
  });

  test('shows every tensor of a result with several, and a forward that is a field', () => {
    class Field extends Module {
      readonly lstm = new LSTM(2, 3);
      override forward = (x: Tensor) => this.lstm.forward(x)[0];
    }
    const model = new Field();
    const { forward } = model;
    const { rows } = summary(model, { inputs: [tensor([[[1, 2]]])] });
    expect(rows.map(({ outputs }) => outputs)).toEqual([
      [[1, 1, 3]],
      [
        [1, 1, 3],
        [1, 1, 3],
        [1, 1, 3],
      ],
    ]);
    expect(model.forward).toBe(forward);
  });
});
