import { check } from '@zero-to-gpt/check';
import { array, type NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result is a known wrong one. */
const is = (found: number, wrong: number): boolean => Math.abs(found - wrong) < 1e-3;

/** Whether an array holds these numbers, to a millionth. */
function near(found: NDArray, wanted: readonly number[]): boolean {
  return [...found.toFlat()].every((value, i) => Math.abs(value - wanted[i]!) < 1e-6);
}

export default check<typeof import('./solution.ts')>('linreg/standard-scaler', ({ fitScaler, scale }, t) => {
  t.step('mean of one column', () => {
    const { mean } = fitScaler(array([[10], [20], [30]]));
    t.ok(mean.size !== 3, 'There are 3 means, one for each row: take them down the column, over axis 0');
    t.close(mean, array([20]), { what: 'mean' });
  });
  t.step('means of two columns', () => {
    t.close(
      fitScaler(
        array([
          [1, 10],
          [3, 30],
        ]),
      ).mean,
      array([2, 20]),
      { what: 'mean' },
    );
  });
  t.step('deviation of 1 and 3 is 1', () => {
    const { std } = fitScaler(array([[1], [3]]));
    t.ok(!near(std, [Math.SQRT2]), 'The std is √2, the root of 2 / (n − 1): divide the sum of squares by n');
    t.close(std, array([1]), { what: 'std' });
  });
  t.step('deviation of 10, 20, 30 is √(200/3)', () => {
    t.close(fitScaler(array([[10], [20], [30]])).std, array([Math.sqrt(200 / 3)]), { what: 'std' });
  });
  t.step('scales a table by given numbers', () => {
    const table = array([
      [5, 0],
      [7, 4],
    ]);
    const scaled = scale(table, { mean: array([4, 1]), std: array([2, 1]) });
    t.shape(scaled, [2, 2], { what: 'scaled table' });
    // the table's own means are 6 and 2: only by these do its columns come out centred
    t.ok(
      !near(scaled.mean({ axis: 0 }), [0, 0]),
      "scale() has taken the mean of the table it scales: use the scaler's mean, or the exam is scaled by itself",
    );
    t.ok(!is(scaled.get(0, 0), 2), 'The first column is multiplied by its standard deviation, 2: divide by it');
    t.close(scaled, [
      [0.5, -1],
      [1.5, 3],
    ]);
  });
  t.step('a single new row, by the numbers learned before', () => {
    t.close(scale(array([[5]]), fitScaler(array([[1], [3]]))), [[3]]);
  });
  t.step('a constant column becomes zeros', () => {
    const x = array([
      [7, 1],
      [7, 3],
    ]);
    t.ok(!near(fitScaler(x).std, [0, 1]), 'The std of the constant column is 0, and 0 / 0 is NaN: put 1 there');
    t.close(scale(x, fitScaler(x)), [
      [0, -1],
      [0, 1],
    ]);
  });
  t.step('random: mean 0 and deviation 1 in every column', () => {
    const x = new Random(6).normal([100, 3], { mean: 5, std: 3 });
    const z = scale(x, fitScaler(x));
    t.shape(z, [100, 3], { what: 'scaled table' });
    t.close(z.mean({ axis: 0 }), [0, 0, 0], { what: 'mean of the scaled columns' });
    t.close(z.mul(z).mean({ axis: 0 }), [1, 1, 1], { rtol: 1e-3, what: 'mean square of the scaled columns' });
  });
});
