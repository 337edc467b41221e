import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linalg/cumsum-matmul', ({ runningSum, runningMean }, t) => {
  t.step('runningSum of one row is that row', () => t.close(runningSum(array([[4, 5]])), array([[4, 5]])));
  t.step('runningSum of 1, 2, 3 is 1, 3, 6', () => t.close(runningSum(array([[1], [2], [3]])), array([[1], [3], [6]])));
  t.step('runningSum adds each column for itself', () => {
    const x = array([
      [1, 10],
      [2, 20],
    ]);
    t.close(runningSum(x), [
      [1, 10],
      [3, 30],
    ]);
  });
  t.step('runningMean of 2, 4, 9 is 2, 3, 5', () =>
    t.close(runningMean(array([[2], [4], [9]])), array([[2], [3], [5]])),
  );
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
