import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('optim/error-bars', ({ errorBar }, t) => {
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6 * Math.max(1, Math.abs(b));

  t.step('the mean of 1, 2, 3 and 6', () => {
    const { mean } = errorBar([1, 2, 3, 6], 3);
    t.ok(!near(mean, 12), 'The mean is 12, the sum: divide by the number of results');
    t.ok(!near(mean, 4), 'The mean is 4: divide the sum by n, not by n − 1');
    t.ok(!near(mean, 2.5), 'The mean is 2.5: that is the median, in the middle of the list');
    t.close(mean, 3, { what: 'mean' });
  });
  t.step('their deviation', () => {
    const { deviation } = errorBar([1, 2, 3, 6], 3);
    t.ok(
      !near(deviation, Math.sqrt(14 / 4)),
      'The deviation is 1.87: divide by n − 1; the mean comes from the same results',
    );
    t.ok(!near(deviation, 14 / 3), 'The deviation is 4.67, the variance: a square root is missing');
    t.ok(!near(deviation, Math.sqrt(14)), 'The deviation is 3.74: divide the sum of the squares by n − 1');
    t.ok(!near(deviation, Math.sqrt(50 / 3)), 'The deviation is 4.08: take the distances from the mean, not from 0');
    t.ok(!near(deviation, 0), 'The deviation is 0: distances from the mean add up to 0, so square them first');
    t.ok(!near(deviation, 2), 'The deviation is 2: the distances are squared, and a root is taken at the end');
    t.close(deviation, Math.sqrt(14 / 3), { what: 'deviation' });
  });
  t.step('and the error bar', () => {
    const { error } = errorBar([1, 2, 3, 6], 3);
    const s = Math.sqrt(14 / 3);
    const nine = errorBar([0, 0, 0, 0, 0, 0, 0, 0, 9], 1); // mean 1, s = 3, standard error 1
    t.ok(!near(nine.error, 2), 'That is the whole interval, from end to end: `error` is half of it, mean ± error');
    t.ok(
      !near(error, 3 * s),
      'The error bar is 6.48, three deviations: a mean of n results is √n times as sure as one',
    );
    t.ok(!near(error, (3 * s) / 4), 'The error bar was divided by n: it shrinks with √n');
    t.ok(!near(error, (3 * s) / Math.sqrt(3)), 'The error bar was divided by √(n − 1): here it is √n');
    t.ok(!near(error, s / 2), 'The error bar is one standard error: multiply by the quantile');
    t.close(error, 3 * (s / 2), { what: 'error' });
  });
  t.step('equal results have none', () => {
    const { deviation, error } = errorBar([0.25, 0.25, 0.25], 4.303);
    t.close([deviation, error], [0, 0], { what: 'list of deviation and error' });
  });
  t.step('four times the results, half of the bar', () => {
    const draws = [...new Random(1).normal([4000]).toFlat()];
    const [few, many] = [errorBar(draws.slice(0, 1000), 2), errorBar(draws, 2)];
    t.ok(Math.abs(few.error / many.error - 2) < 0.15, 'Four times as many results do not halve the error bar');
    t.close(many.deviation, 1, { what: 'deviation', rtol: 0.05 });
  });
  t.step('random results, against the formulas', () => {
    const values = [...new Random(2).uniform([10]).toFlat()];
    const mean = values.reduce((a, b) => a + b) / 10;
    const s = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 9);
    const found = errorBar(values, 2.262);
    t.close([found.mean, found.deviation, found.error], [mean, s, (2.262 * s) / Math.sqrt(10)], { what: 'list of mean, deviation and error' }); // biome-ignore format: one call
  });
});
