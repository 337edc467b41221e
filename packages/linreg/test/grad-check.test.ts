import { array } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { gradCheck } from '../src/index.ts';

describe('gradCheck()', () => {
  const at = array(
    [
      [3, -1],
      [0.5, 2],
    ],
    { dtype: 'float64' },
  );
  const squares = (x: typeof at) => x.mul(x).sum().item();

  test('returns the largest difference of a right gradient', () => {
    expect(gradCheck(squares, (x) => x.mul(2), at)).toBeLessThan(1e-8);
  });
  test('names the element that is wrong', () => {
    const wrong = () =>
      array(
        [
          [6, -2],
          [1, 5],
        ],
        { dtype: 'float64' },
      );
    expect(() => gradCheck(squares, wrong, at)).toThrow('The gradient is wrong at element 3: found 5, wanted 4');
  });
  test('knows a forgotten 2', () => {
    expect(() => gradCheck(squares, (x) => x, at)).toThrow('every slope found is 0.5 times the one wanted');
  });
  test('knows a wrong sign', () => {
    expect(() => gradCheck(squares, (x) => x.mul(-2), at)).toThrow('every slope has the wrong sign');
  });
  test('knows a NaN', () => {
    expect(() => gradCheck(squares, (x) => x.mul(NaN), at)).toThrow('The gradient is wrong at element 0: found NaN');
  });
  test('refuses a gradient of another shape', () => {
    expect(() => gradCheck(squares, (x) => x.sum(), at)).toThrow(
      'Cannot check a gradient of shape []: expected [2,2], the shape of x',
    );
  });
  test('is coarser for float32', () => {
    const coarse = array([3, -1]);
    expect(
      gradCheck(
        (x) => x.mul(x).sum().item(),
        (x) => x.mul(2),
        coarse,
      ),
    ).toBeLessThan(1e-2);
    expect(() =>
      gradCheck(
        (x) => x.mul(x).sum().item(),
        (x) => x,
        coarse,
      ),
    ).toThrow('0.5 times');
  });
  test('leaves x as it was', () => {
    gradCheck(squares, (x) => x.mul(2), at);
    expect(at.toArray()).toEqual([
      [3, -1],
      [0.5, 2],
    ]);
  });
});
