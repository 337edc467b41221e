import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';

/** The mean squared error in plain loops; knobs are the weights and, last, the bias. */
function lossOf(x: readonly (readonly number[])[], y: readonly number[]): (knobs: number[]) => number {
  return (knobs) => {
    let sum = 0;
    x.forEach((row, i) => {
      const error = row.reduce((total, value, j) => total + value * knobs[j]!, knobs[row.length]!) - y[i]!;
      sum += error * error;
    });
    return sum / y.length;
  };
}

/** Whether a result is a known wrong one. */
const is = (found: number, wrong: number): boolean => Math.abs(found - wrong) < 1e-3;

export default check<typeof import('./solution.ts')>('linreg/mse-gradient', ({ mseSlopes }, t) => {
  const slopes = (x: number[][], y: number[], w: number[], b: number): number[] => {
    const found = mseSlopes(array(x), array(y), array(w), b);
    t.shape(found.w, [w.length], { what: 'slope for w' });
    t.ok(typeof found.b === 'number', 'The slope for b is no number: use .item()');
    return [...found.w.toFlat(), found.b];
  };
  const compare = (x: number[][], y: number[], w: number[], b: number): void => {
    const names = [...w.map((_, j) => `dL/dw${j}`), 'dL/db'];
    t.grad(lossOf(x, y), [...w, b], slopes(x, y, w, b), { names });
  };

  t.step('one day: x = 10, y = 12, w = 0.8, b = 1', () => {
    const [forW, forB] = slopes([[10]], [12], [0.8], 1);
    t.ok(!is(forB!, -8), 'These slopes belong to an error of -4, but it is 8 + 1 - 12 = -3: has the forecast its b?');
    t.ok(!is(forW!, -6), 'The slope for w is that for b: multiply each error by its feature, here 10');
    compare([[10]], [12], [0.8], 1);
  });
  t.step('three days, as on paper: 60 and 4/3', () => compare([[10], [20], [30]], [12, 19, 27], [1], 0));
  t.step('two features', () =>
    compare(
      [
        [1, 2],
        [3, -1],
        [0, 4],
      ],
      [1, 2, 3],
      [0.5, -0.5],
      1,
    ),
  );
  t.step('no slope is left at the exact answer', () => compare([[0], [1], [2]], [1, 3, 5], [2], 1));
  t.step('random: 20 days, 3 features', () => {
    const random = new Random(3);
    const x = random.normal([20, 3]).toArray() as number[][];
    const y = random.normal([20]).toArray() as number[];
    compare(x, y, [0.3, -1, 2], 0.5);
  });
});
