import { Linear, Module, Parameter } from '@zero-to-gpt/autograd';
import { array, cpu, createReference, type Device, type NDArray, Random, reference, zeros } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { EMA } from '../../src/runs/ema.ts';
import { layers } from '../fixtures/layers.ts';

expect.extend(matchers);

class Point extends Module<[], Parameter> {
  readonly x: Parameter;
  constructor(x: number, device: Device = reference) {
    super();
    this.x = new Parameter(array([x], { device }));
  }
  override forward(): Parameter {
    return this.x;
  }
}

forEachDevice((makeDevice, name) => {
  test(`EMA on ${name} averages as PyTorch's AveragedModel does`, async () => {
    const device = makeDevice();
    const model = new Linear(2, 3, { device });
    using ema = new EMA(model, { decay: layers.ema.decay });
    for (const version of layers.ema.versions) {
      for (const key of ['weight', 'bias'] as const) model[key]!.value.assign(array(version[key].value, { device }));
      ema.update();
      for (const key of ['weight', 'bias'] as const)
        await expect(ema.averages.get(key)!).toBeAllClose(version[key].average, { rtol: 1e-6, atol: 1e-7 });
    }
    expect(ema.updates).toBe(5);
  });
});

test('EMA with warm-up takes (1 + t) / (10 + t) while that is below its decay', () => {
  const point = new Point(0);
  using ema = new EMA(point, { decay: 0.25, warmup: true });
  const averages: number[] = [];
  for (let t = 0; t < 4; t++) {
    point.x.value.fill(t === 0 ? 0 : 1);
    ema.update();
    averages.push(ema.averages.get('x')!.item());
  }
  const [d1, d2, d3] = [2 / 11, 0.25, 0.25]; // 3 / 12 and 4 / 13 are no smaller than the decay
  expect(averages[1]).toBeCloseTo(1 - d1, 6);
  expect(averages[2]).toBeCloseTo(1 - d1 * d2, 6);
  expect(averages[3]).toBeCloseTo(1 - d1 * d2 * d3, 6);
});

test('EMA lends its averages to the model for a block, and the model has its own back after it, thrown or not', () => {
  const point = new Point(1);
  using ema = new EMA(point);
  ema.update();
  point.x.value.fill(5);
  {
    using _ = ema.swapIn();
    expect(point.x.value.toArray()).toEqual([1]);
    expect(() => ema.update()).toThrow('Cannot update averages while they are swapped in');
    expect(() => ema.swapIn()).toThrow('Cannot swap averages in twice');
  }
  expect(point.x.value.toArray()).toEqual([5]);
  expect(() => {
    using _ = ema.swapIn();
    throw new Error('evaluation failed');
  }).toThrow('evaluation failed');
  expect(point.x.value.toArray()).toEqual([5]);
  expect(ema.averages.get('x')!.toArray()).toEqual([1]);
});

test('EMA goes on from its state as if it had not stopped, to the last bit', () => {
  const values = [...new Random(1).normal([8]).toFlat()];
  const follow = (ema: EMA, point: Point, from: number, to: number): void => {
    for (const value of values.slice(from, to)) {
      point.x.value.fill(value);
      ema.update();
    }
  };
  const [whole, parts] = [new Point(0), new Point(0)];
  using uninterrupted = new EMA(whole, { decay: 0.9, warmup: true });
  follow(uninterrupted, whole, 0, 8);
  using first = new EMA(parts, { decay: 0.9, warmup: true });
  follow(first, parts, 0, 3);
  using second = new EMA(parts, { decay: 0.9, warmup: true });
  second.loadStateDict(first.stateDict());
  follow(second, parts, 3, 8);
  expect(second.averages.get('x')!.item()).toBe(uninterrupted.averages.get('x')!.item());
  expect([...second.stateDict().keys()]).toEqual(['x.average', 'updates']);
});

test('EMA lists all that does not fit in a state, and changes nothing', () => {
  const point = new Point(1);
  using ema = new EMA(point);
  ema.update();
  const load = (): void =>
    ema.loadStateDict(
      new Map<string, NDArray | number>([
        ['x.average', zeros([2])],
        ['updates', -1],
        ['y.average', 1],
      ]),
    );
  expect(load).toThrow('Cannot load averages: "y.average" is not a key of it');
  expect(load).toThrow('"x.average" is an array of [2], expected [1]');
  expect(load).toThrow('"updates" is -1, expected a whole number, at least 0');
  expect([ema.updates, ema.averages.get('x')!.item()]).toEqual([1, 1]);
});

test('EMA frees what it makes', () => {
  const device = createReference();
  const point = new Point(1, device);
  const before = device.stats().bytes;
  const ema = new EMA(point);
  expect(device.stats().bytes).toBe(before + 4);
  ema.update();
  ema.update();
  ema.swapIn()[Symbol.dispose]();
  expect(device.stats().bytes).toBe(before + 4);
  ema[Symbol.dispose]();
  expect(device.stats().bytes).toBe(before);
});

test('EMA says what to do where the model was moved after it was made', async () => {
  const point = new Point(1, cpu);
  using ema = new EMA(point);
  await point.to(reference);
  expect(() => ema.update()).toThrow('Cannot average x on reference on cpu: move the model first, then make its EMA');
});

test('EMA says what to do where the model was converted after it was made', () => {
  const point = new Point(1);
  using ema = new EMA(point);
  point.astype('float64');
  expect(() => ema.update()).toThrow(
    'Cannot average x of float64 in float32: convert the model first, then make its EMA',
  );
});

test('EMA refuses decays that cannot be', () => {
  expect(() => new EMA(new Point(1), { decay: 1 })).toThrow(
    'Cannot average with decay 1: expected a number of at least 0 and below 1',
  );
  expect(() => new EMA(new Point(1), { decay: Number.NaN })).toThrow('Cannot average with decay NaN');
});

test('EMA: what swapIn() returned ends its own block alone, however often it is disposed of', () => {
  const point = new Point(1);
  using ema = new EMA(point, { decay: 0.5 });
  ema.update();
  point.x.value.fill(3);
  ema.update(); // 2
  const first = ema.swapIn();
  first[Symbol.dispose]();
  const second = ema.swapIn();
  first[Symbol.dispose]();
  expect(point.x.value.item()).toBe(2);
  second[Symbol.dispose]();
  expect(point.x.value.item()).toBe(3);
});
