import { check } from '@zero-to-gpt/check';
import { array, eye, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linalg/ridge-inverse', ({ ridgeInverse }, t) => {
  const matrix = (p: number, q: number, r: number, s: number) => array([p, q, r, s]).reshape(2, 2);

  t.step('a diagonal: diag(2, 4) becomes diag(0.5, 0.25)', () =>
    t.close(ridgeInverse(matrix(2, 0, 0, 4)), [
      [0.5, 0],
      [0, 0.25],
    ]),
  );
  t.step('[[2, 1], [5, 3]] with determinant 1', () =>
    t.close(ridgeInverse(matrix(2, 1, 5, 3)), [
      [3, -1],
      [-5, 2],
    ]),
  );
  t.step('[[1, 2], [3, 4]] with determinant −2', () =>
    t.close(ridgeInverse(matrix(1, 2, 3, 4)), [
      [-2, 1],
      [1.5, -0.5],
    ]),
  );
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
