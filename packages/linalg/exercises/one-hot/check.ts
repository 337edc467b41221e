import { check } from '@zero-to-gpt/check';
import { array, fromData, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linalg/one-hot', ({ oneHot }, t) => {
  const labels = (...values: number[]) => array(values, { dtype: 'int32' });

  t.step('one label of three: 1 is [[0, 1, 0]]', () => t.close(oneHot(labels(1), 3), array([[0, 1, 0]])));
  t.step('two labels, [2, 0]', () =>
    t.close(
      oneHot(labels(2, 0), 3),
      array([
        [0, 0, 1],
        [1, 0, 0],
      ]),
    ),
  );
  t.step('as many labels as classes, [2, 2, 0]', () =>
    t.close(
      oneHot(labels(2, 2, 0), 3),
      array([
        [0, 0, 1],
        [0, 0, 1],
        [1, 0, 0],
      ]),
    ),
  );
  t.step('the result is float32, ready to be multiplied', () =>
    t.equal(oneHot(labels(1), 3).dtype, 'float32', { what: 'dtype' }),
  );
  t.step('no labels: shape [0, 4]', () => t.shape(oneHot(labels(), 4), [0, 4]));
  t.step('500 random labels', () => {
    const random = new Random(10);
    const some = Int32Array.from({ length: 500 }, () => random.int(7));
    const want = Array.from(some, (label) => Array.from({ length: 7 }, (_, c) => Number(c === label)));
    t.close(oneHot(fromData(some, [500]), 7), want);
  });
});
