import { check } from '@zero-to-gpt/check';
import { rocAuc as area } from '@zero-to-gpt/dense';
import { array, Random } from '@zero-to-gpt/linalg';

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;

export default check<typeof import('./solution.ts')>('dense/roc-auc', ({ rocAuc }, t) => {
  t.step('a perfect order: 1', () => {
    const found = rocAuc([0.9, 0.2], [1, 0]);
    t.ok(!near(found, 0), 'The area is 0 for a perfect order: it is the one that has to score higher');
    t.ok(!near(found, 0.25), 'The area is 0.25: there is one pair of a one and a zero, not 2 · 2');
    t.close(found, 1);
  });
  t.step('three of four pairs: 0.75', () => {
    const found = rocAuc([0.9, 0.8, 0.3, 0.1], [1, 0, 1, 0]);
    t.ok(!near(found, 3), 'The result is 3, the number of wins: divide by the number of pairs, 4');
    t.ok(!near(found, 0.1875), 'The result is 3/16: only pairs of a one and a zero count, there are 4');
    t.ok(!near(found, 0.5), 'The result is 0.5: that is the accuracy at a threshold of 0.5, count pairs');
    t.close(found, 0.75);
  });
  t.step('no probabilities needed: scores of any size', () => t.close(rocAuc([-5, -900, 30, 7], [0, 0, 1, 1]), 1));
  t.step('a tie counts half', () => {
    const found = rocAuc([0.5, 0.5, 0.1], [1, 0, 0]);
    t.ok(!near(found, 0.5), 'The area is 0.5: the tie counted as a loss, it counts half');
    t.ok(!near(found, 1), 'The area is 1: the tie counted as a win, it counts half');
    t.close(found, 0.75);
  });
  t.step('unequal numbers: pairs are ones times zeros', () => {
    const found = rocAuc([4, 3, 2, 1, 0], [1, 0, 0, 0, 0]);
    t.close(found, 1);
  });
  t.step('one class alone is an error', () => {
    t.throws(() => rocAuc([0.1, 0.9], [1, 1]), { type: RangeError, what: 'ones alone' });
    t.throws(() => rocAuc([0.1, 0.9], [0, 0]), { type: RangeError, what: 'zeros alone' });
  });
  t.step('random: 80 samples with many ties', () => {
    const random = new Random(18);
    const scores = Array.from({ length: 80 }, () => random.int(12));
    const labels = scores.map((score) => Number(random.int(14) < score));
    t.close(rocAuc(scores, labels), area(array(scores), array(labels, { dtype: 'int32' })));
  });
});
