import type { Subset } from '../subset.ts';
import type { ConformanceApi } from '../test-api.ts';
import { close } from './close.ts';

/** Element-wise operations and broadcasting. */
export function describeArithmetic({ array }: Subset, api: ConformanceApi): void {
  const { describe, test, expect } = api;
  const x = () =>
    array([
      [1, 2, 3],
      [4, 5, 6],
    ]);

  describe('add, sub, mul, div', () => {
    test('add() pairs the elements of equal shapes', () => {
      expect(
        x()
          .add(
            array([
              [10, 20, 30],
              [40, 50, 60],
            ]),
          )
          .toArray(),
      ).toEqual([
        [11, 22, 33],
        [44, 55, 66],
      ]);
    });
    test('sub() takes the second from the first', () => {
      expect(
        array([5, 7])
          .sub(array([1, 10]))
          .toArray(),
      ).toEqual([4, -3]);
    });
    test('mul() multiplies element by element', () => {
      expect(
        array([
          [1, 2],
          [3, 4],
        ])
          .mul(
            array([
              [5, 6],
              [7, 8],
            ]),
          )
          .toArray(),
      ).toEqual([
        [5, 12],
        [21, 32],
      ]);
    });
    test('div() divides the first by the second', () => {
      expect(
        array([1, 9])
          .div(array([2, 3]))
          .toArray(),
      ).toEqual([0.5, 3]);
    });
    test('add(), sub(), mul() and div() take a number', () => {
      const y = array([2, 4]);
      expect([y.add(1), y.sub(1), y.mul(3), y.div(2)].map((z) => z.toArray())).toEqual([
        [3, 5],
        [1, 3],
        [6, 12],
        [1, 2],
      ]);
    });
    test('add() leaves both arrays as they were', () => {
      const [a, b] = [array([1, 2]), array([3, 4])];
      a.add(b);
      expect([a.toArray(), b.toArray()]).toEqual([
        [1, 2],
        [3, 4],
      ]);
    });
    test('mul(0) of NaN and of Infinity is NaN', () => {
      expect(array([NaN, Infinity]).mul(0).toArray()).toEqual([NaN, NaN]);
    });
  });

  describe('broadcasting', () => {
    test('a row (3) is added to every row of (2, 3)', () => {
      expect(
        x()
          .add(array([10, 20, 30]))
          .toArray(),
      ).toEqual([
        [11, 22, 33],
        [14, 25, 36],
      ]);
    });
    test('a column (2, 1) is added to every column of (2, 3)', () => {
      expect(
        x()
          .add(array([[10], [20]]))
          .toArray(),
      ).toEqual([
        [11, 12, 13],
        [24, 25, 26],
      ]);
    });
    test('a column (2, 1) minus a row (3) is every pair (2, 3)', () => {
      expect(
        array([[10], [20]])
          .sub(array([1, 2, 3]))
          .toArray(),
      ).toEqual([
        [9, 8, 7],
        [19, 18, 17],
      ]);
    });
    test('the first array stretches too: (3) minus (2, 3)', () => {
      expect(array([10, 20, 30]).sub(x()).toArray()).toEqual([
        [9, 18, 27],
        [6, 15, 24],
      ]);
    });
    test('an array without axes stretches to any shape', () => {
      expect(x().mul(array(10)).toArray()).toEqual([
        [10, 20, 30],
        [40, 50, 60],
      ]);
    });
    test('broadcasting (2, 3) with (2) throws: axes are matched from the right', () => {
      expect(() => x().add(array([1, 2]))).toThrow();
    });
    test('broadcasting T works on the transposed rows', () => {
      expect(
        x()
          .T.add(array([10, 20]))
          .toArray(),
      ).toEqual([
        [11, 24],
        [12, 25],
        [13, 26],
      ]);
    });
  });

  describe('abs, sign, sqrt', () => {
    test('abs() drops the sign', () => {
      expect(array([-1.5, 0, 2]).abs().toArray()).toEqual([1.5, 0, 2]);
    });
    test('sign() is -1, 0 or 1', () => {
      expect(array([-1.5, 0, 2]).sign().toArray()).toEqual([-1, 0, 1]);
    });
    test('sqrt() is the square root', () => {
      close(api, array([0, 6.25, 9]).sqrt(), [0, 2.5, 3]);
    });
  });
}
