import { check } from '@zero-to-gpt/check';
import { MaxPool2d } from '@zero-to-gpt/dense/conv';
import { array, type NDArray, Random } from '@zero-to-gpt/linalg';

const is = (found: unknown, wrong: number[][]): boolean => JSON.stringify(found) === JSON.stringify(wrong);

export default check<typeof import('./solution.ts')>('dense/max-pool-backward', ({ maxPoolBackward }, t) => {
  t.step('one square: the 9 gets the 10', () => {
    const x = array([
      [1, 9],
      [4, 5],
    ]);
    const found = maxPoolBackward(array([[10]]), x);
    t.ok(
      !is(found, [
        [10, 10],
        [10, 10],
      ]),
      'All four pixels got the slope: nudging 1, 4 or 5 changes nothing, only the winner gets it',
    );
    t.ok(
      !is(found, [
        [2.5, 2.5],
        [2.5, 2.5],
      ]),
      'The slope was shared out: that is for average pooling, here the winner takes all',
    );
    t.ok(
      !is(found, [
        [0, 9],
        [0, 0],
      ]),
      'The winner got its own value 9: it gets the slope dy, 10',
    );
    t.ok(
      !is(found, [
        [0, 90],
        [0, 0],
      ]),
      'The slope was multiplied by the pixel: the derivative of the largest in itself is 1',
    );
    t.ok(
      !is(found, [
        [0, 10],
        [0, 10],
      ]),
      'The slope stands in both rows: fill() put one and the same list into each, give each row its own',
    );
    t.close(found, [
      [0, 10],
      [0, 0],
    ]);
  });
  t.step('negative pixels have a winner too', () => {
    const found = maxPoolBackward(
      array([[10]]),
      array([
        [-4, -2],
        [-1, -3],
      ]),
    );
    t.ok(
      !is(found, [
        [0, 0],
        [0, 0],
      ]),
      'No pixel got a slope: the largest of negative numbers wins as well, do not start from 0',
    );
    t.ok(
      !is(found, [
        [10, 0],
        [0, 0],
      ]),
      'The first pixel won, −4: does the search begin at 0, which is above all four? Begin with the first pixel',
    );
    t.close(found, [
      [0, 0],
      [10, 0],
    ]);
  });
  t.step('four squares', () => {
    const x = array([
      [1, 9, 2, 3],
      [4, 5, 8, 7],
      [0, 1, 6, 1],
      [3, 2, 5, 4],
    ]);
    const dy = array([
      [10, 20],
      [30, 40],
    ]);
    const found = maxPoolBackward(dy, x);
    t.ok(
      found[0]?.[1] !== 20 && found[0]?.[1] !== 30,
      'The 9 got the slope of another square: square r, c begins at row 2r, column 2c',
    );
    t.ok(found[1]?.[2] !== 30, 'Slopes of squares are swapped across the diagonal: dy is read by row and column');
    t.close(found, [
      [0, 10, 0, 0],
      [0, 0, 20, 0],
      [0, 0, 40, 0],
      [30, 0, 0, 0],
    ]);
  });
  t.step('equals: the first wins, alone', () => {
    const found = maxPoolBackward(
      array([[10]]),
      array([
        [2, 7],
        [7, 7],
      ]),
    );
    t.ok(
      !is(found, [
        [0, 10],
        [10, 10],
      ]),
      'All three equals got the whole slope: only the first does',
    );
    t.ok(
      !is(found, [
        [0, 0],
        [0, 10],
      ]),
      'The last of the equals won: the first does, so compare with >',
    );
    t.close(found, [
      [0, 10],
      [0, 0],
    ]);
  });
  t.step('random: (8, 12), as the package', () => {
    const random = new Random(20);
    const [x, dy]: [NDArray, NDArray] = [random.normal([8, 12]), random.normal([4, 6])];
    const pool = new MaxPool2d(2);
    pool.forward(x.reshape(1, 1, 8, 12));
    const want = pool.backward(dy.reshape(1, 1, 4, 6)).reshape(8, 12);
    t.close(maxPoolBackward(dy, x), want.toArray());
  });
});
