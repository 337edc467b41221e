import type { Subset } from '../subset.ts';
import type { ConformanceApi } from '../test-api.ts';

/** Making arrays and reading them back. */
export function describeCreation({ array, zeros, ones }: Subset, { describe, test, expect }: ConformanceApi): void {
  describe('array, zeros, ones', () => {
    test('array() of lists in a list has their shape', () => {
      expect([
        ...array([
          [1, 2, 3],
          [4, 5, 6],
        ]).shape,
      ]).toEqual([2, 3]);
    });
    test('array() of a number has no axes', () => {
      expect([...array(7).shape]).toEqual([]);
    });
    test('array() takes an options object, which it may ignore', () => {
      expect(array([1, 2], {}).toArray()).toEqual([1, 2]);
    });
    test('array() copies its lists: changing them later changes nothing', () => {
      const rows = [
        [1, 2],
        [3, 4],
      ];
      const x = array(rows);
      rows[0]![0] = 99;
      expect(x.toArray()).toEqual([
        [1, 2],
        [3, 4],
      ]);
    });
    test('array() refuses lists of different lengths', () => {
      expect(() => array([[1, 2], [3]])).toThrow();
    });
    test('zeros() is full of 0', () => {
      expect(zeros([2, 3]).toArray()).toEqual([
        [0, 0, 0],
        [0, 0, 0],
      ]);
    });
    test('ones() is full of 1', () => {
      expect(ones([3]).toArray()).toEqual([1, 1, 1]);
    });
  });

  describe('toArray, item', () => {
    test('toArray() gives the nested lists back', () => {
      expect(
        array([
          [1, 2, 3],
          [4, 5, 6],
        ]).toArray(),
      ).toEqual([
        [1, 2, 3],
        [4, 5, 6],
      ]);
    });
    test('toArray() of an array without axes is a number', () => {
      expect(array(7).toArray()).toBe(7);
    });
    test('item() is the only element, whatever the shape', () => {
      expect(array([[5]]).item()).toBe(5);
    });
    test('item() of two elements throws', () => {
      expect(() => array([1, 2]).item()).toThrow();
    });
  });
}
