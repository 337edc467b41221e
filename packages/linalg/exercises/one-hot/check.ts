import { check } from '@zero-to-gpt/check';
import { array, fromData, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result has this shape, and these numbers if any are given. */
const is = (found: unknown, shape: number[], ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  `${found.shape}` === `${shape}` &&
  (!wrong.length || `${[...found.toFlat()]}` === `${wrong}`);

export default check<typeof import('./solution.ts')>('linalg/one-hot', ({ oneHot }, t) => {
  const labels = (...values: number[]) => array(values, { dtype: 'int32' });

  t.step('one label of three: 1 is [[0, 1, 0]]', () => {
    const one = oneHot(labels(1), 3);
    t.ok(
      !is(one, [3]),
      'The result is a row, shape [3], but a table of one row is wanted, [1, 3]: do the labels stand in a column, (N, 1)?',
    );
    t.ok(!is(one, [1, 3], 1, 0, 0), 'Label 1 has its 1 in the first column, that of label 0: count the classes from 0');
    t.ok(!is(one, [1, 3], 0, 0, 1), 'Label 1 has its 1 in the last column, that of label 2: count the classes from 0');
    t.close(one, array([[0, 1, 0]]));
  });
  t.step('as many labels as classes, [2, 1, 2]', () => {
    const three = oneHot(labels(2, 1, 2), 3);
    t.ok(
      !is(three, [1, 3]),
      'The result has one row for 3 labels: each label met one class alone. Do the labels stand in a column, (N, 1)?',
    );
    t.close(
      three,
      array([
        [0, 0, 1],
        [0, 1, 0],
        [0, 0, 1],
      ]),
    );
  });
  t.step('two labels, [2, 0]', () =>
    t.close(
      oneHot(labels(2, 0), 3),
      array([
        [0, 0, 1],
        [1, 0, 0],
      ]),
    ),
  );
  t.step('the result is float32, ready to be multiplied', () => {
    const { dtype } = oneHot(labels(1), 3);
    t.ok(dtype !== 'uint8', 'The dtype is uint8, that of a mask: turn the mask into numbers of float32');
    t.equal(dtype, 'float32', { what: 'dtype' });
  });
  t.step('no labels: shape [0, 4]', () => t.shape(oneHot(labels(), 4), [0, 4]));
  t.step('500 random labels', () => {
    const random = new Random(10);
    const some = Int32Array.from({ length: 500 }, () => random.int(7));
    const want = Array.from(some, (label) => Array.from({ length: 7 }, (_, c) => Number(c === label)));
    t.close(oneHot(fromData(some, [500]), 7), want);
  });
});
