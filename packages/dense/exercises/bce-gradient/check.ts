import { check } from '@zero-to-gpt/check';
import { array, math, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result holds these numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  found.size === wrong.length &&
  wrong.every((value, i) => Math.abs(found.toFlat()[i]! - value) < 1e-4);

export default check<typeof import('./solution.ts')>('dense/bce-gradient', ({ bceGradient }, t) => {
  const lossOf =
    (truth: readonly number[]) =>
    (z: number[]): number =>
      z.reduce((sum, score, i) => sum + math.log1p(math.exp(truth[i] ? -score : score)), 0) / z.length;
  const LN4 = 1.3862944;

  t.step('one score, p = 0.8, true: −0.2', () => {
    const found = bceGradient(array([LN4]), array([1]));
    t.ok(!is(found, 0.2), 'The slope is 0.2: it is what was said minus what was true, here 0.8 - 1');
    t.ok(!is(found, -1.25), 'The slope is -1/p, that in the probability: the slope in the score is wanted');
    t.ok(
      !is(found, -0.032),
      'The slope has the factor p(1 - p) of the sigmoid: it cancels against the 1/p of the logarithm',
    );
    t.ok(!is(found, -0.064), 'This is the slope of the squared error of p: wanted is that of the logarithm');
    t.ok(!is(found, LN4 - 1), 'The slope is z - t: turn the score into a probability first');
    t.close(found, array([-0.2]));
  });
  t.step('one score, p = 0.8, false: 0.8', () => {
    const found = bceGradient(array([LN4]), array([0]));
    t.ok(!is(found, 0), 'The slope is 0 although the model was sure and wrong: a false answer counts too');
    t.close(found, array([0.8]));
  });
  t.step('two scores: each has half the say', () => {
    const found = bceGradient(array([0, LN4]), array([1, 1]));
    t.ok(!is(found, -0.5, -0.2), 'These are the slopes of a sum: the loss is a mean, divide by n = 2');
    t.close(found, array([-0.25, -0.1]));
  });
  t.step('large scores: no NaN', () => {
    const found = bceGradient(array([800, -800]), array([0, 0]));
    t.ok(![...found.toFlat()].some(Number.isNaN), 'There is a NaN: e⁸⁰⁰ is infinite, let sigmoid() do it');
    t.close(found, array([0.5, 0]));
  });
  t.step('random: 12 scores against nudges', () => {
    const random = new Random(9);
    const z = random.normal([12], { std: 2 });
    const truth = Array.from({ length: 12 }, () => random.int(2));
    t.grad(lossOf(truth), [...z.toFlat()], [...bceGradient(z, array(truth)).toFlat()]);
  });
});
