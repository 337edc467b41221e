import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';

/** Whether a result is a known wrong one. */
const is = (found: number, wrong: number): boolean => Math.abs(found - wrong) < 1e-3;

export default check<typeof import('./solution.ts')>('linreg/r2-score', ({ r2Score }, t) => {
  t.step('exact forecasts score 1', () => t.close(r2Score(array([1, 2, 3]), array([1, 2, 3])), 1));
  t.step('the mean of the targets scores 0', () => {
    const score = r2Score(array([2, 2, 2]), array([1, 2, 3]));
    t.ok(
      score !== -Infinity,
      'The lower sum is 0: it runs over the targets, not over the forecasts, which are all 2 here',
    );
    t.ok(
      !is(score, 1 - 2 / 14),
      'The lower sum is 14 = 1² + 2² + 3²: take the mean of the targets away before squaring',
    );
    t.ok(!is(score, 2 / 3), 'One sum is divided by n and the other is not: here both should be 2');
    t.close(score, 0);
  });
  t.step('as on paper: 0.5', () => {
    const score = r2Score(array([1, 2, 4]), array([1, 2, 3]));
    t.ok(
      !is(score, 4 / 7),
      'The lower sum is 7/3, but 2 is wanted: take the mean of the targets, not of the forecasts',
    );
    t.close(score, 0.5);
  });
  t.step('worse than the mean is negative', () => {
    const score = r2Score(array([4, 2, 1]), array([1, 2, 3]));
    t.ok(!is(score, -1.5), 'These are sums of sizes, 5 over 2: square the differences before you add them');
    t.close(score, -5.5);
  });
  t.step('another unit, the same score', () => {
    const [p, y] = [array([12, 19, 27]), array([10, 20, 30])];
    t.close(r2Score(p.mul(1.8).add(32), y.mul(1.8).add(32)), r2Score(p, y), { what: 'score in °F' });
  });
  t.step('random: 60 forecasts', () => {
    const random = new Random(10);
    const y = random.normal([60], { mean: 16, std: 7 });
    const p = y.add(random.normal([60], { std: 3 }));
    const values = [...y.toFlat()];
    const mean = values.reduce((sum, value) => sum + value, 0) / 60;
    const rest = values.reduce((sum, value, i) => sum + (value - p.get(i)) * (value - p.get(i)), 0);
    const spread = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
    t.close(r2Score(p, y), 1 - rest / spread);
  });
});
