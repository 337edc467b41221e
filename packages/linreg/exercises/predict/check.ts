import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linreg/predict', ({ predict }, t) => {
  t.step('one day, one feature: 0.5 · 20 + 2 is 12', () => t.close(predict(array([[20]]), array([0.5]), 2), [12]));
  t.step('three days give three forecasts, shape (3)', () => {
    t.close(predict(array([[10], [20], [30]]), array([0.8]), 3), array([11, 19, 27]));
  });
  t.step('two features, each with its own weight', () => {
    const x = array([
      [20, 10],
      [5, 1],
      [0, 0],
    ]);
    t.close(predict(x, array([0.8, 0.2]), 2), array([20, 6.2, 2]));
  });
  t.step('zero weights forecast the bias', () => {
    t.close(predict(array([[1, 2, 3]]), array([0, 0, 0]), -4), array([-4]));
  });
  t.step('random: 50 days, 4 features', () => {
    const random = new Random(1);
    const [x, w] = [random.normal([50, 4]), random.normal([4])];
    const want = (x.toArray() as number[][]).map((row) => row.reduce((sum, value, j) => sum + value * w.get(j), 0.7));
    t.close(predict(x, w, 0.7), array(want));
  });
});
