import type { Subset } from '../subset.ts';
import type { ConformanceApi } from '../test-api.ts';

/** Other shapes and parts of the same elements. */
export function describeShapes({ array }: Subset, { describe, test, expect }: ConformanceApi): void {
  const x = () =>
    array([
      [1, 2, 3],
      [4, 5, 6],
    ]);

  describe('reshape', () => {
    test('reshape() keeps the elements in row order', () => {
      expect(x().reshape(3, 2).toArray()).toEqual([
        [1, 2],
        [3, 4],
        [5, 6],
      ]);
    });
    test('reshape(-1) makes one axis of all', () => {
      expect(x().reshape(-1).toArray()).toEqual([1, 2, 3, 4, 5, 6]);
    });
    test('reshape(-1, 1) makes a column', () => {
      expect(array([1, 2]).reshape(-1, 1).toArray()).toEqual([[1], [2]]);
    });
    test('reshape() to another number of elements throws', () => {
      expect(() => x().reshape(4, 2)).toThrow();
    });
    test('reshape() leaves the array as it was', () => {
      const y = x();
      y.reshape(6);
      expect([...y.shape]).toEqual([2, 3]);
    });
  });

  describe('T', () => {
    test('T turns rows into columns', () => {
      expect(x().T.toArray()).toEqual([
        [1, 4],
        [2, 5],
        [3, 6],
      ]);
    });
    test('T.reshape() reads the transposed rows', () => {
      expect(x().T.reshape(-1).toArray()).toEqual([1, 4, 2, 5, 3, 6]);
    });
  });

  describe('slice', () => {
    test('slice({ start, stop }) keeps rows from start to before stop', () => {
      expect(
        array([[1], [2], [3], [4]])
          .slice({ start: 1, stop: 3 })
          .toArray(),
      ).toEqual([[2], [3]]);
    });
    test('slice({ stop }) begins at the first, slice({ start }) goes on to the last', () => {
      const y = array([1, 2, 3]);
      expect([y.slice({ stop: 1 }).toArray(), y.slice({ start: 1 }).toArray()]).toEqual([[1], [2, 3]]);
    });
    test('slice(i) is row i, without its axis', () => {
      expect(x().slice(1).toArray()).toEqual([4, 5, 6]);
    });
    test('slice({}, j) is column j', () => {
      expect(x().slice({}, 1).toArray()).toEqual([2, 5]);
    });
    test('slice() outside the array throws', () => {
      expect(() => x().slice(2)).toThrow();
    });
    test('slice() of T cuts the transposed rows', () => {
      expect(x().T.slice({ start: 1 }).toArray()).toEqual([
        [2, 5],
        [3, 6],
      ]);
    });
  });

  describe('take', () => {
    const at = (...positions: number[]) => array(positions, { dtype: 'int32' });
    test('take() picks rows in the given order, also twice', () => {
      expect(
        x()
          .take(at(1, 0, 1))
          .toArray(),
      ).toEqual([
        [4, 5, 6],
        [1, 2, 3],
        [4, 5, 6],
      ]);
    });
    test('take() picks elements of a vector', () => {
      expect(array([10, 20, 30]).take(at(2, 0)).toArray()).toEqual([30, 10]);
    });
    test('take() outside the array throws', () => {
      expect(() => x().take(at(2))).toThrow();
    });
  });
}
