import { array, type NDArray, Random, zeros } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Subset } from '../subset.ts';

/** Batches, splits and `fit`. */
export function describeTraining(subset: Subset, api: ConformanceApi): void {
  const { batches, stratifiedSplit, fit, Dense, Tanh, Sequential, mseLoss, crossEntropyLoss, accuracy } = subset;
  const { describe, test, expect } = api;
  const column = (n: number) => array(Array.from({ length: n }, (_, i) => [i]));
  const labels = (...values: number[]) => array(values, { dtype: 'int32' });
  const numbers = (x: NDArray) => x.reshape(-1).toArray() as number[]; // one axis

  describe('batches', () => {
    test('batches() goes through the samples in order, the rest at the end', () => {
      const found = [...batches(column(5), column(5), { batchSize: 2 })];
      expect(found.map(({ x }) => numbers(x))).toEqual([[0, 1], [2, 3], [4]]);
    });
    test('batches() with random draws a new order, for x and y alike', () => {
      const found = [...batches(column(20), column(20), { batchSize: 6, random: new Random(1) })];
      const order = found.flatMap(({ x }) => numbers(x));
      expect(found.flatMap(({ y }) => numbers(y))).toEqual(order);
      expect(order.join() === numbers(column(20)).join()).toBe(false);
      expect([...order].sort((a, b) => a - b)).toEqual(numbers(column(20)));
    });
    test('batches() refuses other numbers of targets than samples', () => {
      expect(() => [...batches(column(3), column(2))]).toThrow();
    });
  });

  describe('stratifiedSplit', () => {
    const [y, classes] = [() => labels(0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1), [0, 1]];
    const split = () => stratifiedSplit(column(12), y(), { testSize: 0.25, random: new Random(1) });
    test('stratifiedSplit() gives both parts every class in the same proportion', () => {
      const { train, test: apart } = split();
      const count = (part: NDArray) => classes.map((k) => numbers(part).filter((label) => label === k).length);
      expect([count(train.y), count(apart.y)]).toEqual([
        [6, 3],
        [2, 1],
      ]);
    });
    test('stratifiedSplit() keeps every sample once, with its own label', () => {
      const { train, test: apart } = split();
      const [rows, found] = [[train.x, apart.x].flatMap(numbers), [train.y, apart.y].flatMap(numbers)];
      expect([...rows].sort((a, b) => a - b)).toEqual(numbers(column(12)));
      expect(found).toEqual(rows.map((i) => numbers(y())[i]));
    });
    test('stratifiedSplit() refuses a class with too few samples for both parts', () => {
      expect(() => stratifiedSplit(column(5), labels(0, 0, 0, 0, 1), { random: new Random(1) })).toThrow();
    });
  });

  describe('fit', () => {
    const square = () =>
      array([
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ]);
    const network = () => {
      const random = new Random(1);
      return new Sequential(new Dense(2, 4, { random }), new Tanh(), new Dense(4, 2, { random }));
    };
    /** 0 · x + 0, to be 1 at x = 1. */
    const one = () => new Dense(1, 1, { init: (shape) => zeros(shape) });
    const [x, y] = [() => array([[1]]), () => array([[1]])];

    test('fit() takes one step for each batch: lr times the slope', () => {
      const model = one();
      fit(model, x(), y(), { loss: mseLoss, lr: 0.1, epochs: 1 });
      close(api, model.weight.value, [[0.2]]);
      close(api, model.bias!.value, [0.2]);
    });
    test('fit() begins each step without the slopes of the one before', () => {
      const model = one();
      fit(model, x(), y(), { loss: mseLoss, lr: 0.1, epochs: 2 }); // errors −1, −0.6
      close(api, model.bias!.value, [0.32]);
    });
    test('fit() reports the loss of each pass, measured on the way', () => {
      const history = fit(one(), x(), y(), { loss: mseLoss, lr: 0.1, epochs: 2 });
      expect(history.map(({ epoch }) => epoch)).toEqual([1, 2]);
      expect(history[0]!.loss).toBeCloseTo(1, 5);
      expect(history[1]!.loss).toBeCloseTo(0.36, 5);
    });
    test('fit() counts every sample alike in the loss it reports, also where the last batch is smaller', () => {
      const [history] = fit(one(), zeros([3, 1]), array([[0], [0], [3]]), {
        loss: mseLoss,
        lr: 1e-9,
        epochs: 1,
        batchSize: 2,
      });
      expect(history!.loss).toBeCloseTo(3, 4);
    });
    test('fit() takes lr as a function of the pass, from 1', () => {
      const seen: number[] = [];
      const lr = (epoch: number) => {
        seen.push(epoch);
        return 0.1;
      };
      fit(one(), x(), y(), { loss: mseLoss, lr, epochs: 3 });
      expect([...new Set(seen)]).toEqual([1, 2, 3]);
    });
    test('fit() calls onGradient before each step, when the slopes are there', () => {
      const model = one();
      const slopes: number[] = [];
      const onGradient = () => {
        slopes.push(model.bias!.grad.item());
      };
      fit(model, x(), y(), { loss: mseLoss, lr: 0.1, epochs: 2, onGradient });
      expect(slopes[0]).toBeCloseTo(-2, 4);
      expect(slopes[1]).toBeCloseTo(-1.2, 4);
    });
    test('fit() ends where onEpoch says false', () => {
      const onEpoch = ({ epoch }: { epoch: number }) => epoch < 3;
      expect(fit(one(), x(), y(), { loss: mseLoss, epochs: 9, onEpoch }).length).toBe(3);
    });
    test('fit() measures validLoss after each pass, and does not learn from it', () => {
      const valid = { x: array([[0]]), y: array([[1]]) };
      const history = fit(one(), x(), y(), { loss: mseLoss, lr: 0.1, epochs: 2, valid });
      expect(history[0]!.validLoss).toBeCloseTo(0.64, 4);
      expect(history[1]!.loss).toBeCloseTo(0.36, 4);
    });
    test('fit() stops after `patience` passes without a better validLoss', () => {
      const valid = { x: x(), y: array([[-1]]) }; // the opposite: it only gets worse
      expect(fit(one(), x(), y(), { loss: mseLoss, lr: 0.1, epochs: 50, valid, patience: 3 }).length).toBe(4);
    });
    test('fit() solves exclusive or, which no line can', () => {
      const model = network();
      fit(model, square(), labels(0, 1, 1, 0), { loss: crossEntropyLoss, lr: 0.5, momentum: 0.9, epochs: 200 });
      expect(accuracy(model.forward(square()), labels(0, 1, 1, 0))).toBe(1);
    });
    test('fit() gives the same losses for the same seed', () => {
      const run = () =>
        fit(network(), square(), labels(0, 1, 1, 0), {
          ...{ loss: crossEntropyLoss, batchSize: 1, epochs: 3 },
          random: new Random(3),
        }).map(({ loss }) => loss);
      expect(run()).toEqual(run());
    });
    test('fit() refuses NaN in the samples', () => {
      expect(() => fit(network(), array([[NaN, 0]]), labels(0), { loss: crossEntropyLoss })).toThrow();
    });
    test('fit() says so where the descent diverges', () => {
      const far = array([[-1000], [1000]]);
      expect(() => fit(one(), far, far, { loss: mseLoss, lr: 1, epochs: 100 })).toThrow();
    });
  });
}
