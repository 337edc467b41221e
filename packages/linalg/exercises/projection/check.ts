import { check } from '@zero-to-gpt/check';
import { array, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result holds known wrong numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  found.size === wrong.length &&
  found.toFlat().every((value, i) => Math.abs(value - wrong[i]!) < 1e-3);

export default check<typeof import('./solution.ts')>('linalg/projection', ({ project }, t) => {
  t.step('[2, 3] onto the first axis is [2, 0]', () => {
    const p = project(array([2, 3]), array([1, 0]));
    t.ok(!is(p, 2), 'The result is one number, 2: the shadow is a vector, that many copies of b');
    t.ok(!is(p, 4, 6), 'The result is [4, 6], 2 copies of a: the shadow lies along b, so scale b');
    t.ok(!is(p, 4 / 13, 6 / 13), 'This is the shadow of b on a: a and b have changed places');
    t.ok(!is(p, 2 / 13, 0), 'The result is 1/13 of the wanted one, and 13 is a · a: divide by b · b');
    t.ok(!is(p, 0, 3), 'The result is [0, 3], what remains of a without its shadow: the shadow itself is wanted');
    t.close(p, [2, 0]);
  });
  t.step('a longer b is the same line', () => {
    const p = project(array([2, 3]), array([10, 0]));
    t.ok(!is(p, 20, 0), 'b is 10 times as long, and the shadow too: divide by the square of the length of b');
    t.ok(!is(p, 200, 0), 'b is 10 times as long, and the shadow 100 times: divide by b · b, the squared length');
    t.close(p, [2, 0]);
  });
  t.step('[2, 3] onto the diagonal is [2.5, 2.5]', () => {
    const p = project(array([2, 3]), array([1, 1]));
    t.ok(!is(p, 1, 1.5), 'Each element has its own product over it, 2 and 3: the dot product a · b is their sum');
    t.close(p, [2.5, 2.5]);
  });
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
