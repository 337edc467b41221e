import type { Subset, SubsetArray } from '../subset.ts';
import type { ConformanceApi } from '../test-api.ts';
import { close } from './close.ts';

/** Matrix products and systems of equations. */
export function describeProducts({ array, linalg }: Subset, api: ConformanceApi): void {
  const { describe, test, expect } = api;

  describe('matmul', () => {
    test('matmul() sums rows of the first times columns of the second', () => {
      expect(
        array([
          [1, 2],
          [3, 4],
        ])
          .matmul(
            array([
              [5, 6],
              [7, 8],
            ]),
          )
          .toArray(),
      ).toEqual([
        [19, 22],
        [43, 50],
      ]);
    });
    test('matmul() of (1, 3) and (3, 2) is (1, 2)', () => {
      expect(
        array([[1, 2, 3]])
          .matmul(
            array([
              [1, 10],
              [2, 20],
              [3, 30],
            ]),
          )
          .toArray(),
      ).toEqual([[14, 140]]);
    });
    test('matmul() of a column and a row is every product', () => {
      expect(
        array([[1], [2]])
          .matmul(array([[3, 4]]))
          .toArray(),
      ).toEqual([
        [3, 4],
        [6, 8],
      ]);
    });
    test('matmul() takes a transposed matrix', () => {
      expect(
        array([
          [1, 2, 3],
          [4, 5, 6],
        ])
          .T.matmul(array([[1], [10]]))
          .toArray(),
      ).toEqual([[41], [52], [63]]);
    });
    test('matmul() of (2, 3) and (2, 3) throws: the inner axes differ', () => {
      expect(() =>
        array([
          [1, 2, 3],
          [4, 5, 6],
        ]).matmul(
          array([
            [1, 2, 3],
            [4, 5, 6],
          ]),
        ),
      ).toThrow();
    });
  });

  describe('linalg.solve', () => {
    test('solve() finds x with a · x = b', () => {
      close(
        api,
        linalg.solve(
          array([
            [2, 1],
            [1, 3],
          ]),
          array([3, 5]),
        ),
        [0.8, 1.4],
      );
    });
    test('solve() exchanges rows where a pivot is 0', () => {
      close(
        api,
        linalg.solve(
          array([
            [0, 2],
            [1, 0],
          ]),
          array([6, 5]),
        ),
        [5, 3],
      );
    });
    test('solve() leaves a and b as they were', () => {
      const [a, b] = [
        array([
          [2, 1],
          [1, 3],
        ]),
        array([3, 5]),
      ];
      linalg.solve(a, b);
      expect([a.toArray(), b.toArray()]).toEqual([
        [
          [2, 1],
          [1, 3],
        ],
        [3, 5],
      ]);
    });
    test('solve() of a singular matrix throws', () => {
      expect(() =>
        linalg.solve(
          array([
            [1, 2],
            [2, 4],
          ]),
          array([1, 2]),
        ),
      ).toThrow();
    });
    test('solve() of eight equations leaves no rest', () => {
      const rows = Array.from({ length: 8 }, (_, i) => Array.from({ length: 8 }, (_, j) => ((i * i + 3 * j) % 7) - 3));
      const a = array(rows.map((row, i) => row.map((value, j) => value + (i === j ? 20 : 0))));
      const x = array([1, -2, 3, -4, 5, -6, 7, -8]);
      close(api, linalg.solve(a, vector(a, x)), [1, -2, 3, -4, 5, -6, 7, -8], 3);
    });
  });

  describe('linalg.lstsq', () => {
    test('lstsq() finds the exact answer where there is one', () => {
      const a = array([
        [1, 0],
        [1, 1],
        [1, 2],
      ]);
      close(api, linalg.lstsq(a, array([1, 3, 5])).x, [1, 2]);
    });
    test('lstsq() makes the squares smallest where there is none', () => {
      close(api, linalg.lstsq(array([[1], [1], [1], [1]]), array([1, 2, 3, 6])).x, [3]);
    });
    test('lstsq() leaves a rest at right angles to every column', () => {
      const [a, b] = [
        array([
          [1, 2],
          [3, 1],
          [0, 2],
          [1, -1],
        ]),
        array([1, 0, 2, -3]),
      ];
      const rest = b.sub(vector(a, linalg.lstsq(a, b).x));
      close(api, vector(a.T, rest), [0, 0]);
    });
  });
}

/** Matrix (m, n) times vector (n) → (m). */
function vector(a: SubsetArray, x: SubsetArray): SubsetArray {
  return a.matmul(x.reshape(-1, 1)).reshape(-1);
}
