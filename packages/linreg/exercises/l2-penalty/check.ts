import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';

/** Whether a result is a known wrong one. */
const is = (found: number, wrong: number): boolean => Math.abs(found - wrong) < 1e-3;

export default check<typeof import('./solution.ts')>('linreg/l2-penalty', ({ penalised }, t) => {
  /** The same in plain loops; knobs are the weights and, last, the bias. */
  const lossOf = (x: readonly (readonly number[])[], y: readonly number[], lambda: number) => (knobs: number[]) => {
    const w = knobs.slice(0, -1);
    const b = knobs[w.length]!;
    const errors = x.map((row, i) => row.reduce((sum, value, j) => sum + value * w[j]!, b) - y[i]!);
    return (
      errors.reduce((sum, e) => sum + e * e, 0) / y.length + lambda * w.reduce((sum, value) => sum + value * value, 0)
    );
  };
  const compare = (x: number[][], y: number[], w: number[], b: number, lambda: number): void => {
    const { loss, slopes } = penalised(array(x), array(y), { w: array(w), b }, lambda);
    t.close(loss, lossOf(x, y, lambda)([...w, b]), { what: 'loss' });
    t.shape(slopes.w, [w.length], { what: 'slope for w' });
    const names = [...w.map((_, j) => `dL/dw${j}`), 'dL/db'];
    t.grad(lossOf(x, y, lambda), [...w, b], [...slopes.w.toFlat(), slopes.b], { names });
  };

  t.step('no price: the mean squared error', () => compare([[10], [20], [30]], [12, 19, 27], [1], 0.5, 0));
  t.step('as on paper: only the price is left', () => {
    const { loss, slopes } = penalised(array([[1]]), array([4]), { w: array([3]), b: 1 }, 0.5);
    t.ok(!is(loss, 0), 'The loss is 0: the price, 0.5 · 3², is missing');
    t.ok(!is(loss, 1.5), 'The loss is 1.5 = 0.5 · 3: the price is on the square of w');
    t.ok(!is(loss, 5), 'The loss is 5, that is 0.5 · 1² too much: the bias pays no price');
    t.ok(!is(slopes.w.get(0), 0), 'The slope for w is 0: the price has a slope too, 2λw');
    compare([[1]], [4], [3], 1, 0.5);
  });
  t.step('three days and a price', () => {
    const { loss } = penalised(array([[1], [2], [4]]), array([2, 3, 4]), { w: array([0.5]), b: 1 }, 0.1);
    t.ok(!is(loss, 0.75 + 0.025 / 3), 'A third of the price is in the loss: only the squared errors are divided by n');
    compare([[1], [2], [4]], [2, 3, 4], [0.5], 1, 0.1);
  });
  t.step('the bias pays nothing', () => {
    const { loss, slopes } = penalised(array([[0]]), array([100]), { w: array([0]), b: 100 }, 10);
    t.close(loss, 0, { what: 'loss' });
    t.close(slopes.b, 0, { what: 'slope for b' });
  });
  t.step('random: 30 days, 4 features', () => {
    const random = new Random(11);
    const x = random.normal([30, 4]).toArray() as number[][];
    const y = random.normal([30]).toArray() as number[];
    compare(x, y, [1, -2, 0.5, 3], 0.7, 0.3);
  });
});
