import { check } from '@zero-to-gpt/check';
import { array, Random, zeros } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linalg/cosine', ({ cosine }, t) => {
  t.step('the same direction, another length: 1', () => t.close(cosine(array([3, 4]), array([6, 8])), 1));
  t.step('a right angle: 0', () => t.close(cosine(array([1, 0]), array([0, 5])), 0));
  t.step('opposite directions: −1', () => t.close(cosine(array([1, 2]), array([-2, -4])), -1));
  t.step('45 degrees: 0.7071', () => t.close(cosine(array([1, 0]), array([1, 1])), Math.SQRT1_2));
  t.step('the zero vector: 0, not NaN', () => t.close(cosine(zeros([2]), array([1, 2])), 0));
  t.step('random vectors: stretching one changes nothing', () => {
    const random = new Random(3);
    const [a, b] = [random.normal([50]), random.normal([50])];
    const [ab, aa, bb] = [a.mul(b).sum().item(), a.mul(a).sum().item(), b.mul(b).sum().item()];
    t.close(cosine(a, b), ab / Math.sqrt(aa * bb), { what: 'cosine' });
    t.close(cosine(a.mul(30), b), ab / Math.sqrt(aa * bb), { what: 'cosine of the stretched vector' });
  });
});
