import type { Subset } from '../subset.ts';
import type { ConformanceApi } from '../test-api.ts';

/** Many elements to one. */
export function describeReductions({ array }: Subset, { describe, test, expect }: ConformanceApi): void {
  const x = () =>
    array([
      [1, 2, 6],
      [4, 8, 3],
    ]);
  const wanted = {
    sum: { all: 24, down: [5, 10, 9], across: [9, 15] },
    mean: { all: 4, down: [2.5, 5, 4.5], across: [3, 5] },
    min: { all: 1, down: [1, 2, 3], across: [1, 3] },
    max: { all: 8, down: [4, 8, 6], across: [6, 8] },
  } as const;
  for (const name of ['sum', 'mean', 'min', 'max'] as const) {
    const { all, down, across } = wanted[name];
    describe(name, () => {
      test(`${name}() takes all elements and leaves no axes`, () => {
        const y = x()[name]();
        expect([[...y.shape], y.item()]).toEqual([[], all]);
      });
      test(`${name}({ axis: 0 }) goes down each column`, () => {
        expect(x()[name]({ axis: 0 }).toArray()).toEqual(down);
      });
      test(`${name}({ axis: 1 }) goes along each row`, () => {
        expect(x()[name]({ axis: 1 }).toArray()).toEqual(across);
      });
      test(`${name}({ axis: -1 }) counts axes from the right`, () => {
        expect(x()[name]({ axis: -1 }).toArray()).toEqual(across);
      });
      test(`${name}({ axis: 2 }) of a matrix throws`, () => {
        expect(() => x()[name]({ axis: 2 })).toThrow();
      });
    });
  }
  test('sum() of T goes along the transposed rows', () => {
    expect(x().T.sum({ axis: 1 }).toArray()).toEqual([5, 10, 9]);
  });
  test('max() of negative numbers is negative', () => {
    expect(array([-3, -2]).max().item()).toBe(-2);
  });
}
