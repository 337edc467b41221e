import { check } from '@zero-to-gpt/check';
import { array, NDArray, Random, softmax } from '@zero-to-gpt/linalg';

/** Whether a result holds these numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  found.size === wrong.length &&
  wrong.every((value, i) => Math.abs(found.toFlat()[i]! - value) < 1e-4);

export default check<typeof import('./solution.ts')>('autograd/softmax-backward', ({ softmaxBackward }, t) => {
  t.step('shares 0.2, 0.3, 0.5, slopes 10, 0, 0', () => {
    const dz = softmaxBackward(array([10, 0, 0]), array([0.2, 0.3, 0.5]));
    t.ok(
      !is(dz, 2, 0, 0),
      'Only the first score has a slope: when its share grows the others shrink, take the average off',
    );
    t.ok(
      !is(dz, 1.6, 0, 0),
      'These are the slopes p(1 − p), the diagonal alone: the other scores have one too, they give up some of their share',
    );
    t.ok(!is(dz, 8, -2, -2), 'Every slope lacks a factor: multiply by the share at the end');
    t.ok(
      !is(dz, 0.2 * (10 - 10 / 3), -1, -5 / 3),
      'The average here is the plain mean: weight it with the shares, Σ dp · p',
    );
    t.ok(!is(dz, -1.6, 0.6, 1), 'The sign is wrong: the slope minus the average, not the other way round');
    t.ok(!is(dz, -1.6, -0.6, -1) && !is(dz, 0.2 * 9, 0.3 * -1, 0.5 * -1), 'The average is Σ dp · p: here 10 · 0.2 = 2');
    t.ok(
      !is(dz, 0.2 * (10 - 2 / 3), -0.2, -1 / 3),
      'The average was divided by the number of classes once more: the shares are weights already, so sum, not mean',
    );
    t.ok(!is(dz, -18, 0, 0), 'p and dp are exchanged: the average is taken off the slopes dp, and p multiplies');
    t.ok(!is(dz, 0, -2, -2), 'The average counts in full everywhere: p multiplies the difference, (dp − average) · p');
    t.close(dz, array([1.6, -0.6, -1]));
  });
  t.step('equal slopes: nothing flows back', () => {
    t.close(softmaxBackward(array([4, 4, 4, 4]), array([0.1, 0.2, 0.3, 0.4])), array([0, 0, 0, 0]));
  });
  t.step('two rows are two softmaxes', () => {
    const dp = array([[10, 0, 0], [0, 0, 4]]); // biome-ignore format: rows
    const p = array([[0.2, 0.3, 0.5], [0.5, 0.25, 0.25]]); // biome-ignore format: rows
    const dz = softmaxBackward(dp, p);
    t.ok(
      !is(dz, 1.4, -0.9, -1.5, -1.5, -0.75, 0.25),
      'One average was taken over both rows: sum along the last axis, { axis: -1, keepdims: true }',
    );
    t.ok(!is(dz, 1.6, 0, -0.5, -1, 0, 0.75), 'The averages run down the columns: sum along the last axis, axis −1');
    t.close(dz, array([[1.6, -0.6, -1], [-0.5, -0.25, 0.75]])); // biome-ignore format: rows
  });
  t.step('as many rows as classes: the average belongs to the row', () => {
    const p = array([[0.2, 0.3, 0.5], [0.5, 0.25, 0.25], [0.1, 0.1, 0.8]]); // biome-ignore format: rows
    const dp = array([[10, 0, 0], [0, 0, 4], [1, 2, 3]]); // biome-ignore format: rows
    const dz = softmaxBackward(dp, p);
    t.ok(
      !is(dz, 1.6, -0.3, -1.35, -1, -0.25, 0.325, -0.1, 0.1, 0.24),
      'The averages lie along the wrong axis, each was subtracted from a column: keepdims: true',
    );
    t.close(dz, array([[1.6, -0.6, -1], [-0.5, -0.25, 0.75], [-0.17, -0.07, 0.24]])); // biome-ignore format: rows
  });
  t.step('random against nudges: (2, 2, 4)', () => {
    const random = new Random(7);
    const [z, dp] = [random.normal([2, 2, 4]), random.normal([2, 2, 4])];
    const lossOf = (scores: number[]): number =>
      softmax(array(scores, { dtype: 'float64' }).reshape(2, 2, 4))
        .mul(dp.astype('float64'))
        .sum()
        .item();
    t.grad(lossOf, [...z.toFlat()], [...softmaxBackward(dp, softmax(z)).reshape(-1).toFlat()]);
  });
});
