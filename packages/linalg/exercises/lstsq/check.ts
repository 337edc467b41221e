import { check } from '@zero-to-gpt/check';
import { array, linalg, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a line in one feature is a known wrong one. */
const is = (weights: NDArray, bias: number, [w, b]: readonly [w: number, b: number]): boolean =>
  weights instanceof NDArray &&
  weights.size === 1 &&
  Math.abs(weights.toFlat()[0]! - w) < 1e-2 &&
  Math.abs(bias - b) < 1e-2;

export default check<typeof import('./solution.ts')>('linalg/lstsq', ({ fit }, t) => {
  const column = (...values: number[]) => array(values).reshape(values.length, 1);

  t.step('two points on y = 2x', () => {
    const { weights, bias } = fit(column(1, 2), array([2, 4]));
    t.ok(
      !is(weights, bias, [0, 2]),
      'The weight is 0 and the bias 2, they are swapped: the ones are the last column of D',
    );
    t.ok(!is(weights, bias, [32, -18]), 'The weight is 32, from D Dᵀ on the left: the transpose comes first, Dᵀ D');
    t.close(weights, [2], { what: 'weights' });
    t.close(bias, 0, { what: 'bias', atol: 1e-4 });
  });
  t.step('two points on y = 2x + 5', () => {
    const { weights, bias } = fit(column(1, 2), array([7, 9]));
    t.ok(
      !is(weights, bias, [5, 0]),
      'The line is 5x, the best one through 0: without a column of ones there is no bias',
    );
    t.close(weights, [2], { what: 'weights', atol: 1e-4 });
    t.close(bias, 5, { what: 'bias', atol: 1e-3 });
  });
  t.step('three points that no line meets: 0, 0, 3', () => {
    const { weights, bias } = fit(column(0, 1, 2), array([0, 0, 3]));
    t.close(weights, [1.5], { what: 'weights', atol: 1e-4 });
    t.close(bias, -0.5, { what: 'bias', atol: 1e-4 });
  });
  t.step('two features', () => {
    const x = array([
      [1, 0],
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
    const { weights, bias } = fit(x, array([4, 0, 3, 6]));
    t.close(weights, [3, -1], { what: 'weights', atol: 1e-3 });
    t.close(bias, 1, { what: 'bias', atol: 1e-3 });
  });
  t.step('200 noisy rows: what remains is orthogonal to every feature', () => {
    const random = new Random(8);
    const [x, noise] = [random.normal([200, 3]), random.normal([200, 1])];
    const y = x
      .matmul(column(1, -2, 0.5))
      .add(noise)
      .add(4); // (200, 1)
    const { weights, bias } = fit(x, y.squeeze(1));
    const rest = y.sub(x.matmul(weights.reshape(3, 1))).sub(bias);
    t.close(linalg.norm(x.mT.matmul(rest)).item(), 0, { atol: 1e-2, what: 'correlation of error and features' });
    t.close(rest.mean().item(), 0, { atol: 1e-4, what: 'mean error' });
  });
});
