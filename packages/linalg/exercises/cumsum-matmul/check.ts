import { check } from '@zero-to-gpt/check';
import { array, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result is a known wrong one, its numbers in order. */
const is = (found: NDArray, ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  found.size === wrong.length &&
  wrong.every((x, i) => Math.abs(found.toFlat()[i]! - x) < 1e-3);

export default check<typeof import('./solution.ts')>('linalg/cumsum-matmul', ({ runningSum, runningMean }, t) => {
  t.step('runningSum of two days: the second row becomes the sum of both', () => {
    const x = array([
      [1, 10],
      [2, 20],
    ]);
    const found = runningSum(x);
    t.ok(!is(found, 0, 0, 1, 10), 'Each row sums the days before it: today counts too, so the diagonal has ones');
    t.ok(
      !is(found, 3, 30, 2, 20),
      'Row 0 is the sum of both days, row 1 the last day alone: this is the other triangle',
    );
    t.ok(!is(found, 3, 30, 3, 30), 'Both rows are the sum of both days: row 0 may not look at day 1, put a 0 there');
    t.ok(
      !is(found, 11, 10, 22, 20) && !is(found, 1, 11, 2, 22),
      'Numbers of the same day were added, 1 and 10: rows are mixed by a matrix on the left of `x`',
    );
    const sums = array([
      [1, 10],
      [3, 30],
    ]);
    t.close(found, sums);
  });
  t.step('runningSum of one row is that row', () => t.close(runningSum(array([[4, 5]])), array([[4, 5]])));
  t.step('runningSum of 1, 2, 3 is 1, 3, 6', () => t.close(runningSum(array([[1], [2], [3]])), array([[1], [3], [6]])));
  t.step('runningMean of 2, 4, 9 is 2, 3, 5', () => {
    const found = runningMean(array([[2], [4], [9]]));
    t.ok(!is(found, 2, 6, 15), '2, 6, 15 are the sums: divide each row of the triangle by how many ones it has');
    t.ok(!is(found, 2 / 3, 2, 5), 'Every sum is divided by 3: row 0 has one day, row 1 two, only row 2 has three');
    t.ok(
      !is(found, 2 / 3, 2 / 3 + 2, 2 / 3 + 2 + 9),
      'Each column of the triangle is divided by its sum: each row is to sum to 1',
    );
    t.ok(
      !is(found, 2, 4, 7),
      'The sums of the rows, 1, 2, 3, divide the columns: broadcasting took them for a row, but they are a column (T, 1)',
    );
    t.close(found, array([[2], [3], [5]]));
  });
  t.step('runningMean of equal rows changes nothing', () => {
    const x = array([
      [7, -1],
      [7, -1],
      [7, -1],
    ]);
    t.close(runningMean(x), x);
  });
  t.step('30 random days, 4 measurements', () => {
    const x = new Random(11).normal([30, 4]);
    const sums: number[][] = [];
    for (let day = 0; day < 30; day++)
      sums.push(Array.from({ length: 4 }, (_, c) => (sums[day - 1]?.[c] ?? 0) + x.get(day, c)));
    t.close(runningSum(x), sums, { what: 'running sum', atol: 1e-4 });
    const means = sums.map((row, day) => row.map((sum) => sum / (day + 1)));
    t.close(runningMean(x), means, { what: 'running mean', atol: 1e-4 });
  });
});
