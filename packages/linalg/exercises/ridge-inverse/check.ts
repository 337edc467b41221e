import { check } from '@zero-to-gpt/check';
import { array, eye, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result holds known wrong numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  found.size === wrong.length &&
  found.toFlat().every((value, i) => value === wrong[i] || Math.abs(value - wrong[i]!) < 1e-3);

export default check<typeof import('./solution.ts')>('linalg/ridge-inverse', ({ ridgeInverse }, t) => {
  const matrix = (p: number, q: number, r: number, s: number) => array([p, q, r, s]).reshape(2, 2);

  t.step('a diagonal: diag(2, 4) becomes diag(0.5, 0.25)', () => {
    const inverse = ridgeInverse(matrix(2, 0, 0, 4));
    t.ok(
      !is(inverse, 0.25, 0, 0, 0.5),
      '0.25 and 0.5 stand in each other’s place: p and s change places in the formula',
    );
    t.ok(!is(inverse, 4, 0, 0, 2), 'The diagonal is 4 and 2, not yet divided by the determinant, 2 · 4 = 8');
    t.ok(!is(inverse, 32, 0, 0, 16), 'The diagonal is 32 and 16, multiplied by the determinant, 8: divide by it');
    t.ok(
      !is(inverse, 0.5, Infinity, Infinity, 0.25),
      'Each element became 1 through itself, and 1 / 0 is Infinity: the inverse of a matrix has a formula of its own',
    );
    t.close(inverse, [
      [0.5, 0],
      [0, 0.25],
    ]);
  });
  t.step('[[2, 1], [5, 3]] with determinant 1', () => {
    const inverse = ridgeInverse(matrix(2, 1, 5, 3));
    t.ok(
      !is(inverse, 3 / 11, -1 / 11, -5 / 11, 2 / 11),
      'Everything is divided by 11 = 2 · 3 + 1 · 5: the determinant is a difference, 2 · 3 − 1 · 5',
    );
    t.close(inverse, [
      [3, -1],
      [-5, 2],
    ]);
  });
  t.step('[[1, 2], [3, 4]] with determinant −2', () => {
    const inverse = ridgeInverse(matrix(1, 2, 3, 4));
    t.ok(!is(inverse, 2, -1, -1.5, 0.5), 'Every sign is wrong: the determinant is −2, and its sign counts as well');
    t.close(inverse, [
      [-2, 1],
      [1.5, -0.5],
    ]);
  });
  t.step('a ridge of 1 on [[1, 2], [3, 4]]', () => {
    const inverse = ridgeInverse(matrix(1, 2, 3, 4), 1);
    t.ok(
      !is(inverse, -2, 1, 1.5, -0.5),
      'This is the inverse without a ridge: lambda has to be added to p and s first',
    );
    t.ok(!is(inverse, -2.5, 1.5, 2, -1), 'The ridge was added to all four: λ · identity has λ on the diagonal alone');
    t.ok(!is(inverse, 1, -0.5, -0.75, 0.25), 'The ridge is in the determinant alone: p and s above it grow as well');
    t.ok(!is(inverse, -2.5, 1, 1.5, -1), 'The ridge is missing in the determinant: it is that of A + λI, here 4');
    t.ok(!is(inverse, -1, 1, 1.5, 0.5), 'The ridge was added to the inverse of A: add it to A, then invert');
    t.close(inverse, [
      [1.25, -0.5],
      [-0.75, 0.5],
    ]);
  });
  t.step('[[1, 2], [2, 4]] is singular and refused', () =>
    t.throws(() => ridgeInverse(matrix(1, 2, 2, 4)), { type: RangeError, message: /singular/i }),
  );
  t.step('[[1, 2], [3, 6]] is singular and refused', () =>
    t.throws(() => ridgeInverse(matrix(1, 2, 3, 6)), { type: RangeError, message: /singular/i }),
  );
  t.step('a ridge of 1 makes [[1, 2], [2, 4]] invertible', () => {
    t.close(ridgeInverse(matrix(1, 2, 2, 4), 1), [
      [5 / 6, -2 / 6],
      [-2 / 6, 2 / 6],
    ]);
  });
  t.step('random: (A + λI) times its inverse is the identity', () => {
    const a = new Random(7).normal([2, 2]);
    t.close(a.add(eye(2).mul(0.3)).matmul(ridgeInverse(a, 0.3)), eye(2), { atol: 1e-4, what: 'product' });
  });
});
