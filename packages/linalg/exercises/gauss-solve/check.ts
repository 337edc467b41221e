import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linalg/gauss-solve', ({ solve }, t) => {
  t.step('one unknown: 4x = 8', () => t.close(solve(array([[4]]), array([8])), [2]));
  t.step('already triangular: 2x + y = 5, 2y = 2', () => {
    const a = array([
      [2, 1],
      [0, 2],
    ]);
    t.close(solve(a, array([5, 2])), [2, 1]);
  });
  t.step('two unknowns: x + y = 3, x + 3y = 7', () => {
    const a = array([
      [1, 1],
      [1, 3],
    ]);
    t.close(solve(a, array([3, 7])), [1, 2]);
  });
  t.step('a zero on the diagonal asks for a swap', () => {
    const a = array([
      [0, 1],
      [1, 0],
    ]);
    t.close(solve(a, array([3, 4])), [4, 3]);
  });
  t.step('[[1, 2], [3, 6]] is singular and refused', () => {
    const a = array([
      [1, 2],
      [3, 6],
    ]);
    t.throws(() => solve(a, array([1, 1])), { type: RangeError, message: /singular/i });
  });
  t.step('a tiny pivot must not stay on top', () => {
    const tiny = 2 ** -60;
    const a = array([
      [tiny, 1],
      [1, 1],
    ]);
    t.close(solve(a, array([1, 2])), [1, 1]);
  });
  t.step('eight random unknowns', () => {
    const random = new Random(6);
    const [a, x] = [random.normal([8, 8]), random.normal([8])];
    const b = a.matmul(x.unsqueeze(1)).squeeze(1);
    t.close(solve(a, b), x, { rtol: 1e-3, atol: 1e-3 });
  });
});
