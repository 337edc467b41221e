import { check } from '@zero-to-gpt/check';
import { array, math, NDArray, Random } from '@zero-to-gpt/linalg';

/** The first number of a result. */
const first = (found: unknown): number => (found instanceof NDArray ? found.toFlat()[0]! : NaN);
const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-4;

export default check<typeof import('./solution.ts')>('dense/sigmoid-stable', ({ logSigmoid }, t) => {
  t.step('at 0: −ln 2 = −0.693', () => {
    const found = logSigmoid(array([0]));
    t.ok(!near(first(found), 0.5), 'The result is 0.5, the sigmoid itself: its logarithm is wanted');
    t.close(found, array([-Math.LN2]));
  });
  t.step('small scores: ln 0.8 and ln 0.2', () => {
    const found = logSigmoid(array([1.386294, -1.386294]));
    t.ok(!near(first(found), -1.609438), 'Yes and no are swapped: at 1.386 the sigmoid is 0.8, and ln 0.8 = -0.223');
    t.close(found, array([-0.223144, -1.609438]));
  });
  t.step('−800: no infinity, −800', () => {
    const found = logSigmoid(array([-800, -90]));
    t.ok(
      first(found) !== -Infinity,
      'The result is -Infinity at -800: the sigmoid was rounded to 0 before its logarithm',
    );
    t.ok(
      !(first(found) > -101 && first(found) < -10),
      `The result is ${first(found).toFixed(1)} at -800: clipping hides the infinity and the slope, work out the logarithm`,
    );
    t.ok(!Number.isNaN(first(found)), 'The result is NaN at -800: an exponential is infinite there, take it of -|z|');
    t.close(found, array([-800, -90]));
  });
  t.step('800: nearly 0, not NaN', () => {
    const found = logSigmoid(array([800]));
    t.ok(!Number.isNaN(first(found)), 'The result is NaN at 800: an exponential is infinite there, take it of -|z|');
    t.ok(
      first(found) !== -Infinity,
      'The result is -Infinity at 800: an exponential is infinite there, take it of -|z|',
    );
    t.close(found, array([0]));
  });
  t.step('20: −2.06e−9, small and yet not 0', () => {
    const found = logSigmoid(array([20]));
    t.ok(first(found) !== 0, 'The result is 0 at 20: 1 + e⁻²⁰ was rounded to 1, use log1p');
    t.close(found, array([-2.0611537e-9]), { atol: 1e-13 });
  });
  t.step('random scores, shape (5, 8)', () => {
    const z = new Random(8).normal([5, 8], { std: 6 });
    const want = Array.from(z.toFlat(), (score) => -math.log1p(math.exp(-score)));
    t.close(logSigmoid(z), array(want).reshape(5, 8), { atol: 1e-6 });
  });
});
