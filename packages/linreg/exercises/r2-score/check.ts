import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linreg/r2-score', ({ r2Score }, t) => {
  t.step('exact forecasts score 1', () => t.close(r2Score(array([1, 2, 3]), array([1, 2, 3])), 1));
  t.step('the mean of the targets scores 0', () => t.close(r2Score(array([2, 2, 2]), array([1, 2, 3])), 0));
  t.step('as on paper: 0.5', () => t.close(r2Score(array([1, 2, 4]), array([1, 2, 3])), 0.5));
  t.step('worse than the mean is negative', () => t.close(r2Score(array([4, 2, 1]), array([1, 2, 3])), -5.5));
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
