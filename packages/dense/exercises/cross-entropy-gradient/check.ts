import { check } from '@zero-to-gpt/check';
import { array, math, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result holds these numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  found.size === wrong.length &&
  wrong.every((value, i) => Math.abs(found.toFlat()[i]! - value) < 1e-4);

export default check<typeof import('./solution.ts')>('dense/cross-entropy-gradient', ({ crossEntropyGradient }, t) => {
  const ints = (...values: number[]): NDArray => array(values, { dtype: 'int32' });
  const [l2, l3, l5] = [2, 3, 5].map((value) => math.log(value)) as [number, number, number];

  t.step('scores ln 2, ln 3, ln 5, class 1 is true: 0.2, −0.7, 0.5', () => {
    const found = crossEntropyGradient(array([[l2, l3, l5]]), ints(1));
    t.ok(!is(found, 0.2, 0.3, 0.5), 'These are the probabilities: take the truth away, 1 at the true class');
    t.ok(!is(found, -0.2, 0.7, -0.5), 'The sign is wrong: the slope is what was said minus what was true');
    t.ok(!is(found, 0, -0.7, 0), 'Only the true class has a slope: all others have one too, their probability');
    t.ok(!is(found, 0.2 / 3, -0.7 / 3, 0.5 / 3), 'Divided by the 3 classes: the mean is over the samples, here one');
    t.ok(!is(found, 0, -1 / 0.3, 0), 'This is the slope in the probabilities, -1/p: the slope in the scores is wanted');
    t.ok(!is(found, 1, 0, 1), 'Every probability is 1: the softmax ran down the columns, it runs along the last axis');
    t.ok(!is(found, 0, -Math.log(0.3), 0), 'This is the loss itself, −ln p at the true class: its slope is wanted');
    t.close(found, array([[0.2, -0.7, 0.5]]));
  });
  t.step('two samples: each has half the say', () => {
    const found = crossEntropyGradient(
      array([
        [l2, l3, l5],
        [l5, l3, l2],
      ]),
      ints(1, 0),
    );
    t.ok(
      !is(found, 0.2, -0.7, 0.5, -0.5, 0.3, 0.2),
      'These are the slopes of a sum: the loss is a mean, divide by N = 2',
    );
    t.close(
      found,
      array([
        [0.1, -0.35, 0.25],
        [-0.25, 0.15, 0.1],
      ]),
    );
  });
  t.step('three samples, three classes: rows, not columns', () =>
    t.close(
      crossEntropyGradient(
        array([
          [l2, l3, l5],
          [l2, l2, l2],
          [l5, l3, l2],
        ]),
        ints(0, 1, 2),
      ).mul(3),
      array([
        [-0.8, 0.3, 0.5],
        [1 / 3, -2 / 3, 1 / 3],
        [0.5, 0.3, -0.8],
      ]),
    ),
  );
  t.step('each row adds up to 0', () => {
    const z = new Random(13).normal([5, 4], { std: 3 });
    t.close(crossEntropyGradient(z, ints(0, 3, 1, 1, 2)).sum({ axis: 1 }), array([0, 0, 0, 0, 0]), {
      what: 'row sums',
    });
  });
  t.step('random against nudges: 4 samples, 5 classes', () => {
    const random = new Random(14);
    const labels = Array.from({ length: 4 }, () => random.int(5));
    const z = [...random.normal([4, 5], { std: 1.5 }).toFlat()];
    const lossOf = (scores: number[]): number =>
      labels.reduce((sum, label, i) => {
        const row = scores.slice(5 * i, 5 * i + 5);
        return sum + math.log(row.reduce((total, score) => total + math.exp(score), 0)) - row[label]!;
      }, 0) / 4;
    const found = crossEntropyGradient(array(z).reshape(4, 5), ints(...labels));
    t.grad(lossOf, z, [...found.reshape(-1).toFlat()]);
  });
});
