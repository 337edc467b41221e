import { check } from '@zero-to-gpt/check';
import { array, Random, logSumExp as reference } from '@zero-to-gpt/linalg';

/** Whether a result is a known wrong one. */
const is = (found: number, wrong: number): boolean => Math.abs(found - wrong) < 1e-4;

export default check<typeof import('./solution.ts')>('linalg/log-sum-exp', ({ logSumExp }, t) => {
  t.step('[1, 2, 3] is 3.4076', () => {
    const found = logSumExp(array([1, 2, 3]));
    t.ok(!is(found, 0.407606), '0.4076 is 3 too small: the maximum was taken out and not put back');
    t.ok(!is(found, 3 * 0.407606), '1.2228 is 3 · 0.4076: the maximum comes back by adding, not by multiplying');
    t.ok(
      !is(found, 6.407606),
      '6.4076 is 3 too large: the maximum is added at the end, so subtract it in the exponents',
    );
    t.ok(!is(found, 4.503215), '4.5032 is 3 + 1.5032, the maximum plus the sum: the sum needs its logarithm');
    t.ok(!is(found, Math.log(6)), '1.7918 is the log of 1 + 2 + 3: the exponentials are missing');
    t.close(found, 3.407606);
  });
  t.step('one number is itself', () => t.close(logSumExp(array([3])), 3));
  t.step('[0, 0] is ln 2', () => t.close(logSumExp(array([0, 0])), Math.LN2));
  t.step('[1000, 1000] does not overflow', () => {
    const found = logSumExp(array([1000, 1000]));
    t.ok(found !== Infinity, 'The result is Infinity, as e^1000 is: make the exponents smaller before you take exp');
    t.close(found, 1000 + Math.LN2);
  });
  t.step('[−1000, −1000] does not vanish', () => t.close(logSumExp(array([-1000, -1000])), -1000 + Math.LN2));
  t.step('[0, 2000] and [2000, 0] are 2000: the small one does not count', () => {
    for (const x of [
      [2000, 0],
      [0, 2000],
    ]) {
      const found = logSumExp(array(x));
      t.ok(found !== Infinity, `An exp overflows for [${x}]: what was taken out is not the largest of all numbers`);
      t.close(found, 2000);
    }
  });
  t.step('−∞ among numbers adds nothing', () => t.close(logSumExp(array([-Infinity, 5])), 5));
  t.step('−∞ alone stays −∞', () => {
    const found = logSumExp(array([-Infinity, -Infinity]));
    t.ok(!Number.isNaN(found), 'The result is NaN, as −∞ − (−∞) is: look at the maximum before you subtract it');
    t.close(found, -Infinity);
  });
  t.step('200 random numbers, spread wide', () => {
    const x = new Random(13).normal([200], { std: 30 });
    t.close(logSumExp(x), reference(x, { axis: 0 }).item());
  });
});
