import { array, cpu, Random, zeros } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { twoMoons, xor } from '../src/data/shapes.ts';
import {
  accuracy,
  batches,
  checkClasses,
  crossEntropyLoss,
  Dense,
  Descent,
  type EpochReport,
  fit,
  mseLoss,
  ReLU,
  Sequential,
  stratifiedSplit,
  Tanh,
} from '../src/index.ts';

const network = (...sizes: readonly number[]) => {
  const random = new Random(1);
  const layers = sizes.slice(1).flatMap((size, i) => [new Dense(sizes[i]!, size, { random }), new Tanh()]);
  return new Sequential(...layers.slice(0, -1));
};

describe('fit()', () => {
  test('solves exclusive or, which no line can', () => {
    const { x, y } = xor();
    using model = network(2, 4, 2);
    fit(model, x, y, { loss: crossEntropyLoss, lr: 0.5, momentum: 0.9, epochs: 200 });
    expect(accuracy(model.forward(x), y)).toBe(1);
  });
  test('parts two moons', () => {
    const random = new Random(2);
    const { x, y } = twoMoons(200, { noise: 0.1, random });
    using model = new Sequential(new Dense(2, 16, { random }), new ReLU(), new Dense(16, 2, { random }));
    fit(model, x, y, { loss: crossEntropyLoss, lr: 0.1, momentum: 0.9, epochs: 60, batchSize: 20, random });
    expect(accuracy(model.forward(x), y)).toBeGreaterThan(0.98);
  });
  test('the same seed gives the same losses', () => {
    const { x, y } = twoMoons(50, { random: new Random(2) });
    const run = () => {
      using model = network(2, 4, 2);
      return fit(model, x, y, { loss: crossEntropyLoss, epochs: 3, batchSize: 8, random: new Random(3) });
    };
    expect(run()).toEqual(run());
  });
  test('reports each pass, and ends where onEpoch says false', () => {
    const { x, y } = xor();
    using model = network(2, 4, 2);
    const seen: EpochReport[] = [];
    const history = fit(model, x, y, {
      loss: crossEntropyLoss,
      valid: { x, y },
      epochs: 10,
      onEpoch: (report) => seen.push(report) < 3,
    });
    expect(history).toEqual(seen);
    expect(history.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(history[2]!.validLoss).toBeLessThan(history[0]!.validLoss!);
  });
  test('stops after `patience` passes without a better loss on valid', () => {
    const { x, y } = xor();
    using model = network(2, 4, 2);
    const valid = { x, y: array([1, 0, 0, 1], { dtype: 'int32' }) }; // the opposite: it only gets worse
    const history = fit(model, x, y, { loss: crossEntropyLoss, lr: 0.5, valid, patience: 4, epochs: 100 });
    expect(history.length).toBeLessThan(30);
  });
  test('names row and column of a number that is none', () => {
    using model = network(2, 1);
    const x = array([
      [1, 2],
      [3, NaN],
    ]);
    expect(() => fit(model, x, zeros([2, 1]), { loss: mseLoss })).toThrow('x[1, 1] (row 1, column 1) is NaN');
    expect(() => fit(model, zeros([2, 2]), array([[1], [Infinity]]), { loss: mseLoss })).toThrow(
      'y[1, 0] (row 1, column 0) is Infinity',
    );
  });
  test('forgets slopes that were there before', () => {
    const train = (before: number) => {
      using layer = new Dense(1, 1, { init: (shape) => zeros(shape) });
      layer.weight.accumulate(array([[before]]));
      fit(layer, array([[1]]), array([[1]]), { loss: mseLoss, epochs: 1 });
      return layer.weight.value.item();
    };
    expect(train(100)).toBe(train(0));
  });
  test('takes a learning rate for each pass, and refuses one that is none', () => {
    const train = (lr: (epoch: number) => number) => {
      using layer = new Dense(1, 1, { bias: false, init: (shape) => zeros(shape) });
      fit(layer, array([[1]]), array([[1]]), { loss: mseLoss, lr, epochs: 2 });
      return layer.weight.value.item();
    };
    expect(train((epoch) => (epoch === 1 ? 0.25 : 0))).toBe(0.5); // 2 · 0.25
    expect(() => train((epoch) => (epoch === 1 ? 0.25 : -1))).toThrow(
      'Cannot descend with lr -1: expected a number of at least 0',
    );
    expect(() => train((epoch) => (epoch === 1 ? 0.25 : NaN))).toThrow('Cannot descend with lr NaN');
  });
  test('looks for such numbers in valid too', () => {
    using model = network(1, 1);
    const [x, y] = [zeros([2, 1]), zeros([2, 1])];
    const valid = { x, y: array([[0], [NaN]]) };
    expect(() => fit(model, x, y, { loss: mseLoss, valid })).toThrow('valid.y[1, 0] (row 1, column 0) is NaN');
  });
  test('says so where it diverges', () => {
    using model = network(1, 1);
    const fitted = () => fit(model, array([[100], [200]]), array([[1], [2]]), { loss: mseLoss, lr: 1, epochs: 100 });
    expect(fitted).toThrow(/the loss is (Infinity|NaN) in epoch \d+, lr 1 is too large/);
  });
  test('names the layer that does not fit', () => {
    using model = network(3, 4, 2);
    expect(() => fit(model, zeros([5, 2]), zeros([5, 2]), { loss: mseLoss })).toThrow(
      'Layer 0: Cannot go through Dense(3, 4): x is [5,2], expected [samples, 3]',
    );
  });
  test('refuses options that cannot be', () => {
    using model = network(1, 1);
    const [x, y] = [zeros([2, 1]), zeros([2, 1])];
    expect(() => fit(model, x, y, { loss: mseLoss, epochs: 0 })).toThrow('Cannot fit for 0 epochs');
    expect(() => fit(model, x, y, { loss: mseLoss, lr: -1 })).toThrow('Cannot descend with lr -1');
    expect(() => fit(model, x, y, { loss: mseLoss, patience: 3 })).toThrow('and valid samples');
    expect(() => fit(model, x.slice({ stop: 0 }), y.slice({ stop: 0 }), { loss: mseLoss })).toThrow('and one at least');
  });
  test('leaves no memory behind but the slopes', () => {
    const { x, y } = twoMoons(64, { random: new Random(2) });
    using model = network(2, 8, 2);
    const train = () =>
      fit(model, x, y, { loss: crossEntropyLoss, epochs: 2, batchSize: 16, momentum: 0.9, random: new Random(1) });
    train();
    const before = cpu.stats().bytes;
    train();
    expect(cpu.stats().bytes).toBe(before);
  });
});

describe('batches()', () => {
  const [x, y] = [array([[0], [1], [2], [3], [4]]), array([0, 1, 2, 3, 4])];
  test('goes through the samples in order, the rest at the end', () => {
    expect([...batches(x, y, { batchSize: 2 })].map((batch) => batch.y.toArray())).toEqual([[0, 1], [2, 3], [4]]);
  });
  test('leaves the rest out with dropLast', () => {
    expect([...batches(x, y, { batchSize: 2, dropLast: true })].length).toBe(2);
  });
  test('shuffles x and y alike', () => {
    const found = [...batches(x, y, { batchSize: 2, random: new Random(1) })];
    expect(found.flatMap((batch) => Array.from(batch.x.toFlat()))).toEqual(
      found.flatMap((batch) => Array.from(batch.y.toFlat())),
    );
    expect(found.flatMap((batch) => Array.from(batch.y.toFlat())).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
  });
  test('refuses sizes that cannot be', () => {
    expect(() => [...batches(x, y, { batchSize: 0 })]).toThrow('Cannot make batches of 0');
    expect(() => [...batches(x, y.slice({ stop: 3 }))]).toThrow('expected as many samples in both');
  });
});

describe('Descent', () => {
  test('goes lr times the slope down, and forgets it', () => {
    using layer = new Dense(1, 1, { bias: false, init: (shape) => zeros(shape).fill(2) });
    using descent = new Descent(layer.parameters, { lr: 0.5 });
    layer.forward(array([[3]]));
    layer.backward(array([[1]]));
    descent.step();
    expect(layer.weight.value.toArray()).toEqual([[0.5]]);
    expect(layer.weight.grad.toArray()).toEqual([[0]]);
  });
  test('momentum makes a share of the last step again', () => {
    using layer = new Dense(1, 1, { bias: false, init: (shape) => zeros(shape) });
    using descent = new Descent(layer.parameters, { lr: 1, momentum: 0.5 });
    const places = [1, 2, 3].map(() => {
      layer.weight.accumulate(array([[-1]]));
      descent.step();
      return layer.weight.value.item();
    });
    expect(places).toEqual([1, 2.5, 4.25]);
  });
});

describe('stratifiedSplit()', () => {
  const y = array([...new Array<number>(8).fill(0), ...new Array<number>(4).fill(1)], { dtype: 'int32' });
  const x = array(Array.from({ length: 12 }, (_, i) => [i]));
  test('keeps the classes in proportion and loses no sample', () => {
    const { train, test: apart } = stratifiedSplit(x, y, { testSize: 0.25, random: new Random(1) });
    expect(Array.from(apart.y.toFlat()).sort((a, b) => a - b)).toEqual([0, 0, 1]);
    expect([...train.x.toFlat(), ...apart.x.toFlat()].sort((a, b) => a - b)).toEqual([...x.toFlat()]);
  });
  test('names a class with too few samples', () => {
    const few = array([0, 0, 0, 1], { dtype: 'int32' });
    expect(() => stratifiedSplit(x.slice({ stop: 4 }), few)).toThrow(
      'class 1 has 1 sample, too few to stand in both parts',
    );
    const gap = array([0, 0, 2, 2], { dtype: 'int32' });
    expect(() => stratifiedSplit(x.slice({ stop: 4 }), gap)).toThrow('class 1 has 0 samples');
  });
  test('wants one label a sample, and a share between 0 and 1', () => {
    expect(() => stratifiedSplit(x, y.slice({ stop: 3 }))).toThrow('Cannot split x [12,1] with labels [3]');
    expect(() => stratifiedSplit(x, y, { testSize: 1 })).toThrow('Cannot set a share of 1 apart');
    expect(() => stratifiedSplit(x, x.reshape(12).sub(1))).toThrow('Cannot split: label 0 is -1');
  });
});

test('checkClasses() names a class that is missing from the training data', () => {
  expect(() => checkClasses(array([0, 2, 0], { dtype: 'int32' }), 3)).toThrow(
    'class 1 has no sample in the training data',
  );
});
