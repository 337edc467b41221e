import { array, type Nested } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { StandardScaler } from '../src/index.ts';
import { exact, golden } from './golden.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) => {
  describe(`StandardScaler on ${name}`, () => {
    test('learns and does what scikit-learn’s does', async () => {
      using scaler = new StandardScaler();
      const x = exact(golden.x, makeDevice());
      await expect(scaler.fitTransform(x)).toBeAllClose(golden.standard.x, { rtol: 1e-12, atol: 1e-12 });
      await expect(scaler.mean).toBeAllClose(golden.standard.mean, { rtol: 1e-12 });
      await expect(scaler.scale).toBeAllClose(golden.standard.scale, { rtol: 1e-12 });
    });
    test('inverseTransform() undoes transform()', async () => {
      using scaler = new StandardScaler();
      const x = exact(golden.x, makeDevice());
      await expect(scaler.inverseTransform(scaler.fitTransform(x))).toBeAllClose(golden.x, { rtol: 1e-12 });
    });
    test('turns a constant feature into exact zeros, whatever its value', async () => {
      using scaler = new StandardScaler();
      const rows: Nested = Array.from({ length: 7 }, () => [0.1, 16777217]);
      await expect(scaler.fitTransform(array(rows, { device: makeDevice() }))).toBeAllClose(
        rows.map(() => [0, 0]),
        { rtol: 0, atol: 0 },
      );
    });
    test('scales other values of a constant feature by 1', async () => {
      using scaler = new StandardScaler();
      const device = makeDevice();
      scaler.fit(array([[7], [7]], { device }));
      await expect(scaler.transform(array([[9]], { device }))).toBeAllClose([[2]]);
    });
    test('keeps the digits of a feature far from zero', async () => {
      using scaler = new StandardScaler();
      const x = array([[1000000], [1000001], [1000002]], { device: makeDevice() });
      await expect(scaler.fitTransform(x)).toBeAllClose([[-1.2247449], [0], [1.2247449]]);
    });
  });
});

describe('StandardScaler', () => {
  test('refuses transform(), inverseTransform() and mean before fit()', () => {
    const scaler = new StandardScaler();
    expect(() => scaler.transform(array([[1]]))).toThrow(
      'Cannot transform: the StandardScaler is not fitted: call fit(x) first',
    );
    expect(() => scaler.inverseTransform(array([[1]]))).toThrow('Cannot invert');
    expect(() => scaler.mean).toThrow('Cannot read mean');
  });
  test('refuses another number of features', () => {
    const scaler = new StandardScaler().fit(
      array([
        [1, 2],
        [3, 4],
      ]),
    );
    expect(() => scaler.transform(array([[1, 2, 3]]))).toThrow('x is [1,3], expected 2 features as in fit()');
  });
  test('refuses a vector, and says how to make it a column', () => {
    expect(() => new StandardScaler().fit(array([1, 2]))).toThrow('use x.reshape(-1, 1) for one feature');
  });
  test('refuses an empty array', () => {
    expect(() => new StandardScaler().fit(array([[]]))).toThrow('x is empty, [1,0]');
  });
  test('fits anew each time', () => {
    const scaler = new StandardScaler().fit(array([[1], [3]]));
    expect(scaler.fit(array([[10], [30]])).mean.toArray()).toEqual([20]);
  });
});
