import { describe, expect, test } from 'vitest';
import { array, linalg } from '../../src/index.ts';
import { forEachDevice, matchers } from '../../src/testing/index.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) =>
  describe(`on ${name}`, () => {
    const device = makeDevice();
    const a = array(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      { device },
    );

    test('trace() adds up the diagonal, also of views and of matrices that are not square', async () => {
      await expect(linalg.trace(a)).toBeAllClose(6);
      await expect(linalg.trace(a.T)).toBeAllClose(6);
      await expect(linalg.trace(a.slice({}, { start: 1 }))).toBeAllClose(8);
    });

    test('trace() takes stacks and empty matrices', async () => {
      await expect(linalg.trace(a.reshape(3, 2, 1))).toBeAllClose([1, 3, 5]);
      await expect(linalg.trace(a.slice({ stop: 0 }))).toBeAllClose(0);
    });

    test('trace() refuses a vector', () => {
      expect(() => linalg.trace(a.slice(0))).toThrow('Cannot take the trace of [3]: wanted a matrix');
    });
  }),
);
