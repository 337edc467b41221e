import { check } from '@zero-to-gpt/check';
import { array, eye, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linalg/matmul', ({ matmul }, t) => {
  t.step('two numbers, (1, 1) by (1, 1)', () => t.close(matmul(array([[2]]), array([[3]])), [[6]]));
  t.step('a row by a column is one number', () => t.close(matmul(array([[1, 2, 3]]), array([[4], [5], [6]])), [[32]]));
  t.step('a column by a row is a table', () =>
    t.close(matmul(array([[1], [2]]), array([[3, 4, 5]])), [
      [3, 4, 5],
      [6, 8, 10],
    ]),
  );
  t.step('(2, 2) by (2, 2), where the order matters', () =>
    t.close(
      matmul(
        array([
          [1, 2],
          [3, 4],
        ]),
        array([
          [0, 1],
          [1, 1],
        ]),
      ),
      [
        [2, 3],
        [4, 7],
      ],
    ),
  );
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
