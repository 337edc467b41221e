import { check } from '@zero-to-gpt/check';
import { type NDArray, Random } from '@zero-to-gpt/linalg';

/** Standard deviation in units of the wanted one. */
const spread = (weights: NDArray, inputs: number, outputs: number): number =>
  Math.sqrt(weights.mul(weights).mean().item() * ((inputs + outputs) / 2));
const near = (found: number, wrong: number): boolean => Math.abs(found / wrong - 1) < 0.05;

export default check<typeof import('./solution.ts')>('dense/xavier-init', ({ xavier }, t) => {
  t.step('one row a unit: xavier(3, 5) has shape [5, 3]', () => t.shape(xavier(3, 5, new Random(1)), [5, 3]));
  t.step('the same seed gives the same weights, another seed others', () => {
    const [a, b, c] = [xavier(4, 2, new Random(1)), xavier(4, 2, new Random(1)), xavier(4, 2, new Random(2))];
    t.ok(a.sub(b).abs().max().item() === 0, 'Two calls with the same seed differ: draw from `random`');
    t.ok(
      a.sub(c).abs().max().item() > 0,
      'Two seeds give the same weights: draw from `random`, not from one of your own',
    );
  });
  t.step('some weights are negative, the mean is 0', () => {
    const weights = xavier(200, 300, new Random(3));
    t.ok(weights.min().item() < 0, 'No weight is negative: `uniform` starts at 0, wanted is `normal`');
    t.close(weights.mean().item(), 0, { atol: 5e-3, what: 'mean' });
  });
  t.step('the standard deviation of (200, 300) is √(2/500) = 0.0632', () => {
    const found = spread(xavier(200, 300, new Random(4)), 200, 300);
    t.ok(!near(found, Math.sqrt(2 / 500)), 'The deviation is 0.0040, that is 2/500: take the square root');
    t.ok(!near(found, Math.sqrt(0.5)), 'The deviation is 0.0447 = √(1/500): the 2 is missing');
    t.ok(!near(found, Math.sqrt(500 / 400)), 'The deviation is 0.0707 = √(1/200): both numbers of units count');
    t.ok(!near(found, Math.sqrt(500 / 200)), 'The deviation is 0.1 = √(2/200): that is Kaiming, for ReLU');
    t.ok(!near(found, Math.sqrt(500 / 300)), 'The deviation is 0.0816 = √(2/300): both numbers of units count');
    t.ok(!near(found, Math.sqrt(500 / 2)), 'The deviation is 1: give { std } to normal');
    t.close(found * Math.sqrt(2 / 500), Math.sqrt(2 / 500), { rtol: 0.02, what: 'standard deviation' });
  });
  t.step('they are normal: of 100,000 draws 4.6 % lie beyond two deviations', () => {
    const weights = xavier(400, 250, new Random(5)).abs();
    const beyond = weights
      .greater(2 * Math.sqrt(2 / 650))
      .astype('float32')
      .mean()
      .item();
    t.ok(beyond > 0, 'No weight lies beyond two deviations: these are uniform draws, wanted is `normal`');
    t.close(beyond, 0.0455, { atol: 5e-3, what: 'share beyond two deviations' });
  });
  t.step('a few random sizes', () => {
    for (const [inputs, outputs] of [
      [100, 900],
      [900, 100],
      [500, 500],
    ] as const)
      t.close(spread(xavier(inputs, outputs, new Random(6)), inputs, outputs), 1, {
        rtol: 0.02,
        what: `deviation of (${outputs}, ${inputs}), in units of the wanted one`,
      });
  });
});
