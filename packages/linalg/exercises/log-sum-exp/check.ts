import { check } from '@zero-to-gpt/check';
import { array, Random, logSumExp as reference } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linalg/log-sum-exp', ({ logSumExp }, t) => {
  t.step('one number is itself', () => t.close(logSumExp(array([3])), 3));
  t.step('[0, 0] is ln 2', () => t.close(logSumExp(array([0, 0])), Math.LN2));
  t.step('[1, 2, 3] is 3.4076', () => t.close(logSumExp(array([1, 2, 3])), 3.407606));
  t.step('[1000, 1000] does not overflow', () => t.close(logSumExp(array([1000, 1000])), 1000 + Math.LN2));
  t.step('[−1000, −1000] does not vanish', () => t.close(logSumExp(array([-1000, -1000])), -1000 + Math.LN2));
  t.step('[1000, 0] is 1000: the small one does not count', () => t.close(logSumExp(array([1000, 0])), 1000));
  t.step('−∞ among numbers adds nothing', () => t.close(logSumExp(array([-Infinity, 5])), 5));
  t.step('−∞ alone stays −∞', () => t.close(logSumExp(array([-Infinity, -Infinity])), -Infinity));
  t.step('200 random numbers, spread wide', () => {
    const x = new Random(13).normal([200], { std: 30 });
    t.close(logSumExp(x), reference(x, { axis: 0 }).item());
  });
});
