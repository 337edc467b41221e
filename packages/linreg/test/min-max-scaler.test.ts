import { array } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { MinMaxScaler } from '../src/index.ts';
import { exact, golden } from './golden.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) => {
  describe(`MinMaxScaler on ${name}`, () => {
    test('learns and does what scikit-learn’s does', async () => {
      using scaler = new MinMaxScaler({ featureRange: [-1, 2] });
      const x = exact(golden.x, makeDevice());
      await expect(scaler.fitTransform(x)).toBeAllClose(golden.minmax.x, { rtol: 1e-12, atol: 1e-12 });
      await expect(scaler.dataMin).toBeAllClose(golden.minmax.min);
      await expect(scaler.dataMax).toBeAllClose(golden.minmax.max);
    });
    test('inverseTransform() undoes transform()', async () => {
      using scaler = new MinMaxScaler({ featureRange: [-1, 2] });
      const x = exact(golden.x, makeDevice());
      await expect(scaler.inverseTransform(scaler.fitTransform(x))).toBeAllClose(golden.x, { rtol: 1e-12 });
    });
    test('takes a constant feature to the low end', async () => {
      using scaler = new MinMaxScaler({ featureRange: [3, 4] });
      await expect(scaler.fitTransform(array([[7], [7]], { device: makeDevice() }))).toBeAllClose([[3], [3]]);
    });
    test('lets values outside those of fit() land outside the range', async () => {
      using scaler = new MinMaxScaler();
      const device = makeDevice();
      scaler.fit(array([[0], [10]], { device }));
      await expect(scaler.transform(array([[20]], { device }))).toBeAllClose([[2]]);
    });
  });
});

describe('MinMaxScaler', () => {
  test('refuses a range that does not rise', () => {
    expect(() => new MinMaxScaler({ featureRange: [1, 1] })).toThrow('Cannot scale to [1, 1]');
  });
  test('refuses transform() before fit() and after dispose()', () => {
    const scaler = new MinMaxScaler().fit(array([[1], [2]]));
    scaler.dispose();
    expect(() => scaler.transform(array([[1]]))).toThrow('the MinMaxScaler is not fitted: call fit(x) first');
  });
  test('refuses another number of features', () => {
    expect(() => new MinMaxScaler().fit(array([[1], [2]])).inverseTransform(array([[1, 2]]))).toThrow(
      'Cannot invert: x is [1,2], expected 1 features as in fit()',
    );
  });
});
