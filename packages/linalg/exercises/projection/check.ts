import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linalg/projection', ({ project }, t) => {
  t.step('[2, 3] onto the first axis is [2, 0]', () => t.close(project(array([2, 3]), array([1, 0])), [2, 0]));
  t.step('a longer b is the same line', () => t.close(project(array([2, 3]), array([10, 0])), [2, 0]));
  t.step('[2, 3] onto the diagonal is [2.5, 2.5]', () => t.close(project(array([2, 3]), array([1, 1])), [2.5, 2.5]));
  t.step('a right angle leaves no shadow', () => t.close(project(array([3, 4]), array([-4, 3])), [0, 0]));
  t.step('opposite to b is allowed', () => t.close(project(array([-6, 0]), array([2, 0])), [-6, 0]));
  t.step('random vectors: what remains is orthogonal to b', () => {
    const random = new Random(4);
    const [a, b] = [random.normal([20]), random.normal([20])];
    const p = project(a, b);
    t.shape(p, [20]);
    t.close(a.sub(p).mul(b).sum().item(), 0, { atol: 1e-4, what: 'dot product of remainder and b' });
  });
});
