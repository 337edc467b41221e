import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linreg/mse-loss', ({ mseLoss }, t) => {
  t.step('one forecast, off by 3', () => t.close(mseLoss(array([5]), array([2])), 9));
  t.step('errors of opposite sign do not cancel', () => t.close(mseLoss(array([4, 8]), array([6, 6])), 4));
  t.step('three days: 14/3', () => t.close(mseLoss(array([10, 20, 30]), array([12, 19, 27])), 14 / 3));
  t.step('exact forecasts cost nothing', () => t.close(mseLoss(array([1, 2]), array([1, 2])), 0));
  t.step('the mean of a table counts all of its elements', () => {
    const zeros = array([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    t.close(mseLoss(zeros.add(2), zeros), 4);
  });
  t.step('a column against a vector is refused', () => {
    const [column, vector] = [array([[1], [2], [3]]), array([1, 2, 3])];
    t.throws(() => mseLoss(column, vector), { type: RangeError, message: /3,\s?1/ });
  });
  t.step('random: 100 forecasts', () => {
    const random = new Random(2);
    const [p, y] = [random.normal([100]), random.normal([100])];
    let sum = 0;
    for (let i = 0; i < 100; i++) sum += (p.get(i) - y.get(i)) * (p.get(i) - y.get(i));
    t.close(mseLoss(p, y), sum / 100);
  });
});
