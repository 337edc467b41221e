import { check } from '@zero-to-gpt/check';
import { math, Random } from '@zero-to-gpt/linalg';

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6 + 1e-5 * Math.abs(b);
const { LN2, LN10 } = Math;

export default check<typeof import('./solution.ts')>('dense/spot-the-bug-log', ({ epochLoss }, t) => {
  t.step('one sample, said one half: ln 2 = 0.693', () => {
    const found = epochLoss([{ p: [0.5], t: [1] }]);
    t.ok(!near(found, LN2 / LN10), 'The result is 0.301 = log10 2: use the natural logarithm');
    t.ok(!near(found, 1), 'The result is 1 = log2 2: use the natural logarithm');
    t.ok(!near(found, -LN2), 'The result is negative: the loss is minus the logarithm');
    t.close(found, LN2);
  });
  t.step('said 0.8 to yes: ln 1.25 if it was, ln 5 if not', () => {
    const found = epochLoss([{ p: [0.8], t: [0] }]);
    t.ok(!near(found, 0.223144), 'The truth was 0, so the model gave 1 - p to it: that is 0.2, not 0.8');
    t.close(epochLoss([{ p: [0.8], t: [1] }]), 0.223144);
    t.close(found, 1.609438);
  });
  t.step('one batch of four coins: still ln 2', () => {
    const found = epochLoss([{ p: [0.5, 0.5, 0.5, 0.5], t: [1, 0, 0, 1] }]);
    t.ok(!near(found, LN2 / 4), 'The result is 4 times too small: it was divided by the 4 samples twice');
    t.ok(!near(found, LN2 * 4), 'The result is 4 times too large: a sum where the mean is wanted');
    t.close(found, LN2);
  });
  t.step('two batches of two', () => {
    const found = epochLoss([
      { p: [0.5, 0.5], t: [1, 0] },
      { p: [0.2, 0.2], t: [1, 1] },
    ]);
    t.ok(!near(found, 2 * 1.151293), 'The result is 2 times too large: is it divided by all 4 samples?');
    t.close(found, 1.151293);
  });
  t.step('a shorter last batch: (ln 2 + ln 2 + ln 5) / 3 = 0.999', () => {
    const found = epochLoss([
      { p: [0.5, 0.5], t: [1, 0] },
      { p: [0.2], t: [1] },
    ]);
    t.ok(
      !near(found, 1.151293),
      'The result is 1.151, the mean of both means: the sample of the short batch counts double',
    );
    t.close(found, 0.998577);
  });
  t.step('random: 107 samples in batches of 16', () => {
    const random = new Random(11);
    const samples = Array.from({ length: 107 }, () => ({ p: 0.01 + 0.98 * random.next(), t: random.int(2) }));
    const batches = Array.from({ length: 7 }, (_, i) => samples.slice(16 * i, 16 * i + 16)).map((part) => ({
      p: part.map(({ p }) => p),
      t: part.map(({ t: truth }) => truth),
    }));
    const want = samples.reduce((sum, { p, t: truth }) => sum - math.log(truth === 1 ? p : 1 - p), 0) / 107;
    t.close(epochLoss(batches), want);
  });
});
