import { check } from '@zero-to-gpt/check';
import { array, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result is a known wrong one. */
const is = (found: NDArray, ...wrong: number[]): boolean =>
  found instanceof NDArray && wrong.every((x, i) => Math.abs(found.toFlat()[i]! - x) < 1e-3);

export default check<typeof import('./solution.ts')>('linalg/gauss-solve', ({ solve }, t) => {
  /** What `solve` says where it refuses a system; undefined where it does not. */
  const refusal = (a: NDArray, b: NDArray): string | undefined => {
    try {
      solve(a, b);
    } catch (error) {
      if (error instanceof RangeError) return error.message;
    }
    return undefined;
  };

  t.step('one unknown: 4x = 8', () => {
    const found = solve(array([[4]]), array([8]));
    t.ok(!is(found, 8), 'x is 8, the right side as it stands: divide it by the 4 that multiplies x');
    t.close(found, [2]);
  });
  t.step('already triangular: 2x + y = 5, 2y = 2', () => {
    const a = array([
      [2, 1],
      [0, 2],
    ]);
    const found = solve(a, array([5, 2]));
    t.ok(!is(found, 2.5, 1), 'x is 2.5 = 5 / 2, as if y were 0: find y first, then subtract what it takes from the 5');
    t.ok(
      !is(found, 4, -3),
      'y is −3: all of row 0 was subtracted from row 1, which has no x to remove. `factor` is 0 here',
    );
    const nan = found instanceof NDArray && Number.isNaN(found.toFlat()[1]);
    t.ok(!nan, 'y is NaN: is the factor of row 1 upside down, 2 / 0? Divide by the pivot: it is 0 / 2');
    t.close(found, [2, 1]);
  });
  t.step('two unknowns: x + y = 3, x + 3y = 7', () => {
    const a = array([
      [1, 1],
      [1, 3],
    ]);
    const found = solve(a, array([3, 7]));
    t.ok(!is(found, -0.5, 3.5), 'y is 3.5, from 2y = 7: subtract the first row on the right side too, 7 − 3');
    t.ok(!is(found, 0.5, 2.5), 'y is 2.5, from 4y = 10: the first row was added to the second, so x did not vanish');
    t.close(found, [1, 2]);
  });
  t.step('a factor other than 1: x + 2y = 5, 2x + 3y = 8', () => {
    const a = array([
      [1, 2],
      [2, 3],
    ]);
    const found = solve(a, array([5, 8])); // known wrong ones: with the rows swapped, then as they stand
    t.ok(
      !is(found, -0.5, 3) && !is(found, -1, 3),
      'y is 3: one row was subtracted once from the other, and x is still there. Subtract `factor` times the row',
    );
    t.ok(
      !is(found, -0.125, 2.75) && !is(found, -0.5, 2.75),
      'y is 2.75: the factor is upside down, so x is still there. Divide by the pivot',
    );
    t.close(found, [1, 2]);
  });
  t.step('a zero on the diagonal asks for a swap', () => {
    const a = array([
      [0, 1],
      [1, 0],
    ]);
    const said = refusal(a, array([3, 4]));
    t.ok(said === undefined, `y = 3, x = 4 is refused ("${said}"): a zero on top is no reason, swap the rows first`);
    const found = solve(a, array([3, 4]));
    t.ok(
      !is(found, 3, 4),
      'The result is 3, 4, the right sides in their old order: x is 4, since a swap takes them along',
    );
    t.close(found, [4, 3]);
  });
  t.step('also where the largest number is negative', () => {
    const a = array([
      [0, 1],
      [-2, 0],
    ]);
    const said = refusal(a, array([3, 4]));
    t.ok(said === undefined, `y = 3, −2x = 4 is refused ("${said}"): −2 is larger than 0 in absolute value`);
    t.close(solve(a, array([3, 4])), [-2, 3]);
  });
  t.step('[[1, 2], [3, 6]] is singular and refused', () => {
    const a = array([
      [1, 2],
      [3, 6],
    ]);
    const what = 'the second row is 3 times the first';
    t.throws(() => solve(a, array([1, 1])), { type: RangeError, message: /singular/i, what });
  });
  t.step('a tiny pivot must not stay on top', () => {
    const tiny = 2 ** -60;
    const a = array([
      [tiny, 1],
      [1, 1],
    ]);
    const found = solve(a, array([1, 2]));
    t.ok(!is(found, 0, 1), 'x is 0: divided by the tiny pivot, all else was rounded away. Swap for the largest number');
    t.close(found, [1, 1]);
  });
  t.step('eight random unknowns', () => {
    const random = new Random(6);
    const [a, x] = [random.normal([8, 8]), random.normal([8])];
    const b = a.matmul(x.unsqueeze(1)).squeeze(1);
    t.close(solve(a, b), x, { rtol: 1e-3, atol: 1e-3 });
  });
});
