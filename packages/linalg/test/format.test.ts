import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { array, type DType, fromData, zeros } from '../src/index.ts';
import { QueuedDevice } from '../src/testing/index.ts';
import printed from './fixtures/printed.json' with { type: 'json' };

describe('toString() prints as NumPy does', () => {
  for (const { dtype, shape, data, text } of printed) {
    const numbers = Float64Array.from(data, (x) => Number(x.replace('inf', 'Infinity')));
    test(`${dtype} [${shape}] ${text.slice(0, 40).replaceAll('\n', ' ')}`, () => {
      expect(fromData(numbers, shape, { dtype: dtype as DType }).toString()).toBe(text);
    });
  }
});

test("Node's console shows the elements, indented under the first", () => {
  expect(
    inspect(
      array([
        [1, 2],
        [3, 4],
      ]),
    ),
  ).toBe('array([[1. 2.]\n       [3. 4.]])');
  expect(inspect(array([1, 2], { dtype: 'int32' }))).toBe('array([1 2], dtype int32)');
});

test('Jupyter shows the plain text', () => {
  const display = Reflect.get(array([1]), Symbol.for('Jupyter.display')) as () => unknown;
  expect(display.call(array([1]))).toEqual({ 'text/plain': '[1.]' });
});

test('arrays on devices that must be awaited print their shape', () => {
  expect(`${zeros([2, 3], { device: new QueuedDevice() })}`).toBe('NDArray(shape [2,3], float32)');
});
