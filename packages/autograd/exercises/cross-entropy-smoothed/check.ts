import { check } from '@zero-to-gpt/check';
import { array, math, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result holds these numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  found.size === wrong.length &&
  wrong.every((value, i) => Math.abs(found.toFlat()[i]! - value) < 1e-4);

export default check<typeof import('./solution.ts')>('autograd/cross-entropy-smoothed', ({ smoothedGradient }, t) => {
  const ints = (...values: number[]): NDArray => array(values, { dtype: 'int32' });

  t.step('no smoothing: said minus true', () => {
    const found = smoothedGradient(array([[0, 0, 0, 0]]), ints(2), 0);
    t.ok(!is(found, -0.25, -0.25, 0.75, -0.25), 'The sign is wrong: what was said minus what is wanted');
    t.ok(!is(found, 0.25, 0.25, 0.25, 0.25), 'These are the shares: take what is wanted away');
    t.ok(!is(found, 1, 1, 0, 1), 'Every share is 1: the softmax ran down the columns, it runs along the last axis');
    t.ok(!is(found, 0, 0, -1, 0), 'The scores themselves were taken for what is said: softmax makes shares of them');
    t.close(found, array([[0.25, 0.25, -0.75, 0.25]]));
  });
  t.step('label 2 of four, s = 0.2, as on paper', () => {
    const found = smoothedGradient(array([[0, 0, 0, 0]]), ints(2), 0.2);
    t.ok(!is(found, 0.25, 0.25, -0.75, 0.25), 's plays no part: wanted is oneHot · (1 − s) + s / V');
    t.ok(
      !is(found, 0.25 - 0.2 / 3, 0.25 - 0.2 / 3, 0.25 - 0.8, 0.25 - 0.2 / 3),
      'The doubt is spread over the other three classes: over all V, the label included',
    );
    t.ok(!is(found, 0.05, 0.05, -0.75, 0.05), 'Each class got the whole s = 0.2: spread it, s / V for each');
    t.ok(!is(found, 0.2, 0.2, -0.8, 0.2), 'Wanted adds up to 1.2: the label keeps only 1 − s of its 1, and gets s / V');
    t.ok(
      !is(found, 0.25, 0.25, -0.55, 0.25),
      'Wanted adds up to 0.8: what was taken from the label goes to all classes, s / V each',
    );
    t.close(found, array([[0.2, 0.2, -0.6, 0.2]]));
  });
  t.step('two rows: each has half the say', () => {
    const found = smoothedGradient(array([[0, 0, 0, 0], [0, 0, 0, 0]]), ints(2, 0), 0.2); // biome-ignore format: rows
    t.ok(
      !is(found, 0.2, 0.2, -0.6, 0.2, -0.6, 0.2, 0.2, 0.2),
      'These are the slopes of a sum: the loss is a mean, divide by N = 2',
    );
    t.ok(
      !is(found, 0.025, 0.025, -0.075, 0.025, -0.075, 0.025, 0.025, 0.025),
      'Divided by N · V = 8: the mean is over the rows alone',
    );
    t.close(found, array([[0.1, 0.1, -0.3, 0.1], [-0.3, 0.1, 0.1, 0.1]])); // biome-ignore format: rows
  });
  t.step('large scores stay finite', () => {
    const found = smoothedGradient(array([[1000, 0]]), ints(1), 0.1);
    t.close(found, array([[0.95, -0.95]]));
  });
  t.step('random against nudges: 4 rows, 5 classes', () => {
    const random = new Random(21);
    const labels = Array.from({ length: 4 }, () => random.int(5));
    const logits = random.normal([4, 5], { std: 1.5 });
    const lossOf = (scores: number[]): number =>
      labels.reduce((sum, label, i) => {
        const row = scores.slice(5 * i, 5 * i + 5);
        const logSum = math.log(row.reduce((total, score) => total + math.exp(score), 0));
        return sum + row.reduce((s, score, j) => s + ((j === label ? 0.7 : 0) + 0.06) * (logSum - score), 0);
      }, 0) / 4;
    t.grad(
      lossOf,
      [...logits.toFlat()],
      [
        ...smoothedGradient(logits, ints(...labels), 0.3)
          .reshape(-1)
          .toFlat(),
      ],
    );
  });
});
