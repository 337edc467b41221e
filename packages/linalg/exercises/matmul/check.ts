import { check } from '@zero-to-gpt/check';
import { array, eye, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result holds known wrong numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray && `${[...found.toFlat()]}` === `${wrong}`;

export default check<typeof import('./solution.ts')>('linalg/matmul', ({ matmul }, t) => {
  t.step('two numbers, (1, 1) by (1, 1)', () => t.close(matmul(array([[2]]), array([[3]])), [[6]]));
  t.step('a row by two columns is two numbers', () => {
    const b = array([
      [4, 5],
      [6, 7],
    ]);
    const c = matmul(array([[2, 3]]), b);
    t.ok(
      !is(c, 18, 21),
      'The first value is 18 = 3 · 6, the last product alone: add each product to the sum instead of replacing it',
    );
    t.ok(
      !is(c, 8, 10),
      'The first value is 8 = 2 · 4, the first product alone: does the innermost loop stop too early?',
    );
    t.ok(!is(c, 23, 33), 'The first value is 23 = 2 · 4 + 3 · 5, and 4, 5 is a row of b: go down its columns');
    t.ok(!is(c, 26, 57), 'The second value is 57 = 26 + 31, with the first one in it: start every sum at 0');
    t.close(c, [[26, 31]]);
  });
  t.step('a row by a column is one number', () => t.close(matmul(array([[1, 2, 3]]), array([[4], [5], [6]])), [[32]]));
  t.step('a column by a row is a table', () =>
    t.close(matmul(array([[1], [2]]), array([[3, 4, 5]])), [
      [3, 4, 5],
      [6, 8, 10],
    ]),
  );
  t.step('(2, 2) by (2, 2), where the order matters', () => {
    const a = array([
      [1, 2],
      [3, 4],
    ]);
    const b = array([
      [0, 1],
      [2, 3],
    ]);
    const c = matmul(a, b);
    t.ok(!is(c, 3, 4, 11, 16), 'This is b times a: take the rows from a and the columns from b');
    t.ok(!is(c, 0, 2, 6, 12), 'These are the products place by place, as of `mul`: a row by a column adds them up');
    t.close(c, [
      [4, 7],
      [8, 15],
    ]);
  });
  t.step('the identity changes nothing', () => {
    const x = array([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    t.close(matmul(x, eye(3)), x);
  });
  t.step('inner sizes must agree', () => {
    let said = '';
    t.throws(
      () => {
        try {
          return matmul(array([[1, 2, 3]]), array([[4], [5]]));
        } catch (error) {
          said = error instanceof Error ? error.message : '';
          throw error;
        }
      },
      { type: RangeError },
    );
    const both = /1\D+3.*2\D+1/.test(said);
    t.ok(both, `The error says "${said}", but it should name both shapes, such as [1,3] and [2,1]`);
  });
  t.step('random, (17, 9) by (9, 13)', () => {
    const random = new Random(5);
    const [a, b] = [random.normal([17, 9]), random.normal([9, 13])];
    t.close(matmul(a, b), a.matmul(b));
  });
});
