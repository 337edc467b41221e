import { Parameter } from '@zero-to-gpt/dense';
import { array, type Device, type NDArray } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { clipGradNorm } from '../src/index.ts';

expect.extend(matchers);

/** Parameters with slopes (3, 0, 0, 0) and (4), 5 long together. */
function parameters(device?: Device): Parameter[] {
  const options = device ? { device } : {};
  const matrix = () =>
    array(
      [
        [3, 0],
        [0, 0],
      ],
      options,
    );
  const vector = () => array([4], options);
  return [matrix, vector].map((make, i) => {
    const parameter = new Parameter(`w${i}`, make());
    parameter.accumulate(make());
    return parameter;
  });
}
const grads = (list: readonly Parameter[]): NDArray[] => list.map((parameter) => parameter.grad);

describe('clipGradNorm()', () => {
  forEachDevice((makeDevice, name) => {
    test(`shortens all slopes together and returns the length before on ${name}`, async () => {
      const list = parameters(makeDevice());
      await expect(clipGradNorm(list, { maxNorm: 2 })).toBeAllClose(5);
      await expect(grads(list)[0]!).toBeAllClose(
        [
          [1.2, 0],
          [0, 0],
        ],
        { atol: 1e-5 },
      );
      await expect(grads(list)[1]!).toBeAllClose([1.6], { atol: 1e-5 });
    });
    test(`leaves shorter slopes as they are on ${name}`, async () => {
      const list = parameters(makeDevice());
      await expect(clipGradNorm(list, { maxNorm: 6 })).toBeAllClose(5);
      await expect(grads(list)[1]!).toBeAllClose([4]);
    });
  });

  test('shortens to 1 unless told', async () => {
    const list = parameters();
    clipGradNorm(list);
    await expect(grads(list)[1]!).toBeAllClose([0.8], { atol: 1e-5 });
  });
  test('leaves zeros zeros', async () => {
    const list = [new Parameter('w', array([1, 2]))];
    await expect(clipGradNorm(list)).toBeAllClose(0);
    await expect(list[0]!.grad).toBeAllClose([0, 0]);
  });
  test.each([-1, Number.NaN])('refuses a length of %d', (maxNorm) => {
    expect(() => clipGradNorm(parameters(), { maxNorm })).toThrow(
      `Cannot clip slopes to a length of ${maxNorm}: expected a number of at least 0`,
    );
  });
  test('refuses no parameter', () => {
    expect(() => clipGradNorm([])).toThrow('Cannot clip slopes: there is no parameter');
  });
});
