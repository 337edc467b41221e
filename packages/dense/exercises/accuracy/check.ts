import { check } from '@zero-to-gpt/check';
import { array, type NDArray, Random } from '@zero-to-gpt/linalg';

const near = (found: unknown, wrong: number): boolean => typeof found === 'number' && Math.abs(found - wrong) < 1e-5;

export default check<typeof import('./solution.ts')>('dense/accuracy', ({ accuracy }, t) => {
  const ints = (values: number[]): NDArray => array(values, { dtype: 'int32' });

  t.step('one right sample: 1', () => t.close(accuracy(array([[7, 1, 2]]), ints([0])), 1));
  t.step('two samples, two classes: rows are samples', () => {
    const found = accuracy(
      array([
        [1, 9],
        [2, 8],
      ]),
      ints([1, 1]),
    );
    t.ok(!near(found, 0.5), 'The result is 0.5: the largest of each row is wanted, not of each column: axis 1');
    t.ok(!near(found, 2), 'The result is 2, the number of right answers: the share is wanted');
    t.close(found, 1);
  });
  t.step('two of three are right', () => {
    const found = accuracy(
      array([
        [2, 1],
        [0, 3],
        [5, 4],
      ]),
      ints([0, 1, 1]),
    );
    t.ok(!near(found, 1 / 3), 'The result is 1/3, the share of wrong answers');
    t.ok(!near(found, 1), 'The result is 2/2: divide by the 3 samples, not by the 2 classes');
    t.close(found, 2 / 3);
  });
  t.step('four samples, three classes', () =>
    t.close(
      accuracy(
        array([
          [0, 9, 1],
          [8, 2, 3],
          [1, 2, 4],
          [3, 7, 6],
        ]),
        ints([1, 0, 2, 2]),
      ),
      0.75,
    ),
  );
  t.step('negative scores count as others', () => {
    const found = accuracy(array([[-3, -1, -2]]), ints([1]));
    t.ok(!near(found, 0), 'The result is 0: the largest of -3, -1, -2 is -1, at class 1. Is a threshold at 0?');
    t.close(found, 1);
  });
  t.step('no sample is an error', () => {
    t.throws(() => accuracy(new Random(1).normal([0, 3]), ints([])), { type: RangeError });
  });
  t.step('random: 300 samples, 6 classes', () => {
    const random = new Random(15);
    const scores = random.normal([300, 6]);
    const labels = Array.from({ length: 300 }, () => random.int(6));
    const right = labels.filter((label, i) =>
      [0, 1, 2, 3, 4, 5].every((k) => scores.get(i, k) <= scores.get(i, label)),
    ).length;
    t.close(accuracy(scores, ints(labels)), right / 300);
  });
});
