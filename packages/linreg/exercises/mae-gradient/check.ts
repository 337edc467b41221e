import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';

/** The mean absolute error in plain loops; knobs are the weights and, last, the bias. */
function lossOf(x: readonly (readonly number[])[], y: readonly number[]): (knobs: number[]) => number {
  return (knobs) =>
    x.reduce((sum, row, i) => {
      const forecast = row.reduce((total, value, j) => total + value * knobs[j]!, knobs[row.length]!);
      return sum + Math.abs(forecast - y[i]!) / y.length;
    }, 0);
}

/** Whether a result is a known wrong one. */
const is = (found: number, wrong: number): boolean => Math.abs(found - wrong) < 1e-3;

export default check<typeof import('./solution.ts')>('linreg/mae-gradient', ({ maeSlopes }, t) => {
  const slopes = (x: number[][], y: number[], w: number[], b: number): number[] => {
    const found = maeSlopes(array(x), array(y), array(w), b);
    t.shape(found.w, [w.length], { what: 'slope for w' });
    t.ok(typeof found.b === 'number', 'The slope for b is no number: use .item()');
    return [...found.w.toFlat(), found.b];
  };
  const compare = (x: number[][], y: number[], w: number[], b: number): void => {
    const names = [...w.map((_, j) => `dL/dw${j}`), 'dL/db'];
    t.grad(lossOf(x, y), [...w, b], slopes(x, y, w, b), { names });
  };

  t.step('one day, too cold by 3: slopes −5 and −1', () => {
    const [forW, forB] = slopes([[5]], [13], [2], 0);
    t.ok(!is(forB!, -3), 'Each slope is 3 times the wanted one, and 3 is the size of the error: take its sign');
    t.ok(!is(forW!, -1), 'The slope for w is that for b: multiply each sign by its feature, here 5');
    compare([[5]], [13], [2], 0);
  });
  t.step('three days, as on paper: 40/3 and 1/3', () => compare([[10], [20], [30]], [12, 19, 27], [1], 0));
  t.step('one error 55 times as large, the same slopes', () => compare([[10], [20], [30]], [120, 19, 27], [1], 0));
  t.step('two features', () =>
    compare(
      [
        [1, 2],
        [3, -1],
        [0, 4],
      ],
      [1, 2, 3],
      [0.5, -0.4],
      1,
    ),
  );
  t.step('a day that is hit exactly counts as 0', () => {
    t.close(slopes([[1], [1]], [2, 9], [2], 0), [-0.5, -0.5], { what: 'list of slopes for w and b' });
  });
  t.step('random: 20 days, 3 features', () => {
    const random = new Random(12);
    const x = random.normal([20, 3]).toArray() as number[][];
    const y = random.normal([20], { std: 5 }).toArray() as number[];
    compare(x, y, [0.3, -1, 2], 0.5);
  });
});
