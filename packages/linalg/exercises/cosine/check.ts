import { check } from '@zero-to-gpt/check';
import { array, Random, zeros } from '@zero-to-gpt/linalg';

/** Whether a result is a known wrong one. */
const is = (found: number, wrong: number): boolean => Math.abs(found - wrong) < 1e-4;

export default check<typeof import('./solution.ts')>('linalg/cosine', ({ cosine }, t) => {
  t.step('lengths 5 and 10, dot product 48: 0.96', () => {
    const found = cosine(array([3, 4]), array([8, 6]));
    t.ok(!is(found, 48), '48 is the dot product alone: divide it by both lengths');
    t.ok(!is(found, 48 / 5), '9.6 is 48 / 5: divide by the length of `b` as well');
    t.ok(!is(found, 48 / 10), '4.8 is 48 / 10: divide by the length of `a` as well');
    t.ok(!is(found, 48 / 15), '3.2 is 48 / (5 + 10): the lengths are multiplied, not added');
    t.ok(!is(found, 48 / 2500), '0.0192 is 48 / (25 · 100): these are the squares of the lengths 5 and 10');
    t.ok(!is(found, Math.acos(0.96)), 'This is the angle itself, in radians: only its cosine is asked for');
    t.close(found, 0.96);
  });
  t.step('the same direction, another length: 1', () => t.close(cosine(array([3, 4]), array([6, 8])), 1));
  t.step('a right angle: 0', () => t.close(cosine(array([1, 0]), array([0, 5])), 0));
  t.step('opposite directions: −1', () => t.close(cosine(array([1, 2]), array([-2, -4])), -1));
  t.step('45 degrees: 0.7071', () => t.close(cosine(array([1, 0]), array([1, 1])), Math.SQRT1_2));
  t.step('the zero vector: 0, not NaN', () => {
    const found = cosine(zeros([2]), array([1, 2]));
    t.ok(!Number.isNaN(found), 'The result is NaN = 0 / 0: a length is 0, so ask before you divide');
    t.close(found, 0);
  });
  t.step('also where the second one is zero', () => {
    const found = cosine(array([1, 2]), zeros([2]));
    t.ok(!Number.isNaN(found), 'The result is NaN = 0 / 0: only `a` was looked at, but `b` may be the zero vector too');
    t.close(found, 0);
  });
  t.step('random vectors: stretching one changes nothing', () => {
    const random = new Random(3);
    const [a, b] = [random.normal([50]), random.normal([50])];
    const [ab, aa, bb] = [a.mul(b).sum().item(), a.mul(a).sum().item(), b.mul(b).sum().item()];
    t.close(cosine(a, b), ab / Math.sqrt(aa * bb), { what: 'cosine' });
    t.close(cosine(a.mul(30), b), ab / Math.sqrt(aa * bb), { what: 'cosine of the stretched vector' });
  });
});
