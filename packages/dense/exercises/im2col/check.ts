import { check } from '@zero-to-gpt/check';
import { im2col } from '@zero-to-gpt/dense/conv';
import { array, type NDArray, Random } from '@zero-to-gpt/linalg';

const is = (found: NDArray, shape: number[], ...wrong: number[]): boolean =>
  `${found.shape}` === `${shape}` && (!wrong.length || `${[...found.toFlat()]}` === `${wrong}`);

export default check<typeof import('./solution.ts')>('dense/im2col', ({ windows }, t) => {
  t.step('one window: 1 2 / 3 4', () => {
    const found = windows(
      array([
        [1, 2],
        [3, 4],
      ]),
      2,
    );
    t.ok(found.size > 0, 'No window at all: it fits H − kernel + 1 times, here once');
    t.ok(found.ndim === 2, 'Each window is still a picture: write its pixels one behind the other, a row of 4');
    t.ok(!is(found, [1, 4], 1, 3, 2, 4), 'The pixels of the window come column by column: row by row is wanted');
    t.close(found, array([[1, 2, 3, 4]]));
  });
  t.step('two windows side by side', () => {
    const found = windows(
      array([
        [1, 2, 3],
        [4, 5, 6],
      ]),
      2,
    );
    t.ok(!is(found, [4, 2]), 'One window a column, the transpose: one window a row is wanted');
    t.ok(!is(found, [1, 4]), 'Only one of the two windows is there: a window fits W - kernel + 1 times, here twice');
    t.close(
      found,
      array([
        [1, 2, 4, 5],
        [2, 3, 5, 6],
      ]),
    );
  });
  t.step('four windows of 3 × 3: row by row', () => {
    const found = windows(
      array([
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ]),
      2,
    );
    t.ok(
      !is(found, [4, 4], 1, 2, 4, 5, 4, 5, 7, 8, 2, 3, 5, 6, 5, 6, 8, 9),
      'The windows come column by column: go to the right first, then down',
    );
    t.close(
      found,
      array([
        [1, 2, 4, 5],
        [2, 3, 5, 6],
        [4, 5, 7, 8],
        [5, 6, 8, 9],
      ]),
    );
  });
  t.step('a kernel of 1: every pixel is a row', () =>
    t.close(
      windows(
        array([
          [1, 2, 3],
          [4, 5, 6],
        ]),
        1,
      ),
      array([[1], [2], [3], [4], [5], [6]]),
    ),
  );
  t.step('windows overlap, the step is 1', () => {
    const found = windows(array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]).reshape(4, 4), 2);
    t.ok(!is(found, [4, 4]), 'There are 4 windows, side by side without overlapping: the step is 1, so there are 9');
    t.shape(found, [9, 4]);
  });
  t.step('random: (7, 10), kernel 3, as the package', () => {
    const x = new Random(19).normal([7, 10]);
    t.close(windows(x, 3), im2col(x.reshape(1, 1, 7, 10), 3).reshape(40, 9));
  });
});
