import { check } from '@zero-to-gpt/check';
import { array, NDArray, ones, triu } from '@zero-to-gpt/linalg';

/** Whether a result holds known wrong numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray && `${[...found.toFlat()]}` === `${wrong}`;

export default check<typeof import('./solution.ts')>('linalg/triu', ({ upper }, t) => {
  t.step('n = 1 is the diagonal alone', () => {
    const u = upper(1, 0);
    t.ok(
      !(u instanceof NDArray && u.ndim === 1),
      'The result has shape [1], but [1, 1] is wanted, a table: do the row numbers stand in a column, (n, 1)?',
    );
    t.ok(!is(u, 0), 'The diagonal holds 0: column − row is 0 there, and 0 is at least k = 0');
    t.close(u, array([[1]]));
  });
  t.step('n = 2, diagonal and above', () =>
    t.close(
      upper(2, 0),
      array([
        [1, 1],
        [0, 1],
      ]),
    ),
  );
  t.step('n = 3, strictly above: k = 1', () => {
    const u = upper(3, 1);
    t.ok(!is(u, 1, 1, 1, 0, 1, 1, 0, 0, 1), 'This is the triangle of k = 0: what changes when k is 1?');
    t.ok(
      !is(u, 1, 1, 1, 1, 1, 1, 0, 1, 1),
      'This is the triangle of k = −1: a larger k leaves fewer ones, column − row is at least k',
    );
    t.close(
      u,
      array([
        [0, 1, 1],
        [0, 0, 1],
        [0, 0, 0],
      ]),
    );
  });
  t.step('n = 3, one diagonal below too: k = −1', () =>
    t.close(
      upper(3, -1),
      array([
        [1, 1, 1],
        [1, 1, 1],
        [0, 1, 1],
      ]),
    ),
  );
  t.step('the result is float32', () => {
    const { dtype } = upper(2, 0);
    t.ok(dtype !== 'uint8', 'The dtype is uint8, that of a mask: turn the mask into numbers of float32');
    t.equal(dtype, 'float32', { what: 'dtype' });
  });
  t.step('every k from −6 to 6 for n = 5', () => {
    for (let k = -6; k <= 6; k++) t.close(upper(5, k), triu(ones([5, 5]), k), { what: `triangle of k = ${k}` });
  });
});
