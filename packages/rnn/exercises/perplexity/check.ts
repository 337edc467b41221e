import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('rnn/perplexity', ({ surprise }, t) => {
  const is = (found: number, wrong: number): boolean => Math.abs(found - wrong) < 1e-3;

  t.step('the odds 1/2 and 1/8', () => {
    const { nats, bits, perplexity } = surprise([0.5, 0.125]);
    t.ok(nats >= 0, 'The loss is negative: the logarithm of odds is, so take minus');
    t.ok(!is(nats, 2.7726), 'nats is the sum over both characters: divide by their number');
    t.ok(!is(nats, 0.6021), 'nats is made with a logarithm to base 10: take the natural one');
    t.ok(!is(nats, 2), 'nats is made with a logarithm to base 2: that is bits');
    t.ok(!is(nats, 1.1632), 'nats is the logarithm of the mean odds: take the logarithm of each first, then the mean');
    t.close(nats, 1.38629, { what: 'nats' });
    t.ok(!is(bits, 0.9609), 'bits are nats times ln 2: a nat is more than a bit, so divide');
    t.close(bits, 2, { what: 'bits' });
    t.ok(!is(perplexity, 2.6142), 'The perplexity is 2 to the power of the nats: e goes with nats, 2 with bits');
    t.ok(!is(perplexity, 7.3891), 'The perplexity is e to the power of the bits: e goes with nats, 2 with bits');
    t.ok(!is(perplexity, 0.25), 'The perplexity is the typical chance itself, 1/4: it counts chances, so it is 4');
    t.ok(!is(perplexity, 5), 'The perplexity is the mean of 1/p, 2 and 8: it is the exponential of the mean surprise');
    t.close(perplexity, 4, { what: 'perplexity' });
  });
  t.step('equal chances: as perplexed as there are', () => {
    t.close(surprise([1 / 27, 1 / 27, 1 / 27]).perplexity, 27, { what: 'perplexity' });
  });
  t.step('certain each time: no surprise', () => {
    const found = surprise([1, 1]);
    t.close([found.nats, found.bits, found.perplexity], [0, 0, 1], { what: 'list of nats, bits and perplexity' });
  });
  t.step('random odds', () => {
    const random = new Random(2);
    const odds = Array.from({ length: 50 }, () => 0.01 + 0.99 * random.next());
    const bits = odds.reduce((sum, p) => sum - Math.log2(p), 0) / 50;
    const found = surprise(odds);
    t.close([found.nats, found.bits, found.perplexity], [bits * Math.LN2, bits, 2 ** bits], { what: 'list of nats, bits and perplexity' }); // biome-ignore format: one call
  });
});
