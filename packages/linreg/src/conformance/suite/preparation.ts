import { array, Random } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Subset } from '../subset.ts';

/** Scalers and splits. */
export function describePreparation(subset: Subset, api: ConformanceApi): void {
  const { StandardScaler, MinMaxScaler, trainTestSplit, sequentialSplit } = subset;
  const { describe, test, expect } = api;

  describe('StandardScaler', () => {
    const x = () =>
      array([
        [1, 10],
        [3, 10],
        [5, 40],
      ]);
    test('StandardScaler gives every feature mean 0 and standard deviation 1, divided by n', () => {
      const [a, b] = [Math.sqrt(1.5), Math.sqrt(0.5)];
      close(api, new StandardScaler().fitTransform(x()), [
        [-a, -b],
        [0, -b],
        [a, 2 * b],
      ]);
    });
    test('StandardScaler transforms other samples with the numbers of fit()', () => {
      close(api, new StandardScaler().fit(array([[0], [2]])).transform(array([[10]])), [[9]]);
    });
    test('StandardScaler turns a constant feature into 0', () => {
      close(api, new StandardScaler().fitTransform(array([[7], [7]])), [[0], [0]]);
    });
    test('StandardScaler inverseTransform() undoes transform()', () => {
      const scaler = new StandardScaler();
      close(api, scaler.inverseTransform(scaler.fitTransform(x())), [
        [1, 10],
        [3, 10],
        [5, 40],
      ]);
    });
    test('StandardScaler dispose() frees what it learned, and nothing that it made', () => {
      const scaler = new StandardScaler();
      const scaled = scaler.fitTransform(array([[0], [2]]));
      scaler.dispose();
      close(api, scaled, [[-1], [1]]);
    });
    test('StandardScaler refuses transform() before fit()', () => {
      expect(() => new StandardScaler().transform(x())).toThrow();
    });
  });

  describe('MinMaxScaler', () => {
    const x = () =>
      array([
        [10, 5],
        [20, 5],
        [15, 5],
      ]);
    test('MinMaxScaler takes the smallest to 0, the largest to 1, a constant to 0', () => {
      close(api, new MinMaxScaler().fitTransform(x()), [
        [0, 0],
        [1, 0],
        [0.5, 0],
      ]);
    });
    test('MinMaxScaler dispose() frees what it learned, and nothing that it made', () => {
      const scaler = new MinMaxScaler();
      const scaled = scaler.fitTransform(array([[0], [2]]));
      scaler.dispose();
      close(api, scaled, [[0], [1]]);
    });
    test('MinMaxScaler inverseTransform() undoes transform()', () => {
      const scaler = new MinMaxScaler();
      close(api, scaler.inverseTransform(scaler.fitTransform(x())), [
        [10, 5],
        [20, 5],
        [15, 5],
      ]);
    });
  });

  describe('splits', () => {
    const rows = Array.from({ length: 20 }, (_, i) => i);
    const [x, y] = [() => array(rows.map((i) => [i, -i])), () => array(rows.map((i) => 100 + i))];
    test('sequentialSplit() cuts at 70 % and 85 %, in order', () => {
      const { train, valid, test: future } = sequentialSplit(x(), y());
      expect([train, valid, future].map((part) => part.y.toArray())).toEqual([
        rows.slice(0, 14).map((i) => 100 + i),
        [114, 115, 116],
        [117, 118, 119],
      ]);
    });
    test('sequentialSplit() cuts features and targets alike', () => {
      expect(sequentialSplit(x(), y()).valid.x.toArray()).toEqual([
        [14, -14],
        [15, -15],
        [16, -16],
      ]);
    });
    test('trainTestSplit() keeps every sample once, with its own target', () => {
      const { train, test: apart } = trainTestSplit(x(), y(), { testSize: 0.25, random: new Random(3) });
      const features = [train, apart].flatMap((part) => part.x.slice({}, 0).toArray() as number[]); // one axis
      const targets = [train, apart].flatMap((part) => part.y.toArray() as number[]); // one axis
      expect(targets).toEqual(features.map((i) => 100 + i));
      expect([...features].sort((a, b) => a - b)).toEqual(rows);
    });
    test('trainTestSplit() sets a quarter apart, drawn at random', () => {
      const { test: apart } = trainTestSplit(x(), y(), { testSize: 0.25, random: new Random(3) });
      expect([...apart.y.shape]).toEqual([5]);
      expect((apart.y.toArray() as number[]).join() === '115,116,117,118,119').toBe(false); // one axis
    });
  });
}
