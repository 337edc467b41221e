import { describe, expect, test } from 'vitest';
import { fromData } from '../../src/create.ts';
import { reference } from '../../src/index.ts';
import { diagonalizeBidiagonal } from '../../src/linalg/bidiagonal.ts';
import { identity } from '../../src/linalg/host-matrices.ts';
import { relative, skew } from './backward-error.ts';

// steps with a shift from the larger end, or walked from one side only, do not end on these
describe.each([
  ['grows downwards', [1e-116, 1e-134, 3e-60, 5e-70], [1e-129, 4e-50, 1]],
  ['has its size beside the diagonal', [1e-41, 2e-17, 1e-14, 4e-30], [0.8, 3e-57, 2e-113]],
  ['shrinks to squares that vanish', [-1.3, 2e-40, 1e-31, 3e-14, 5e-49], [3e-27, 3e-17, 4e-28, 8e-34]],
  ['has zeros on its diagonal', [1, 0, 0, 8e-74, 0], [0.5, 2e-3, 0.1, 1e-20]],
  ['has a zero at its end', [3, 2, 0], [1, 1]],
  ['is tiny', [1e-123, 1e-105, 1e-110], [1e-105, 1e-120]],
] as const)('diagonalizeBidiagonal() of a matrix that %s', (_, diagonal, above) => {
  test('ends, with orthogonal vectors that give the matrix back', () => {
    const n = diagonal.length;
    const array = (data: Float64Array, ...shape: number[]) => fromData(data, shape, { device: reference });
    const b = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      b[i * n + i] = diagonal[i]!;
      if (i + 1 < n) b[i * n + i + 1] = above[i]!;
    }
    const parts = {
      n,
      diagonal: Float64Array.from(diagonal),
      above: Float64Array.of(...above, 0),
      ut: identity(n),
      vt: identity(n),
    };
    diagonalizeBidiagonal(parts);
    const [ut, vt] = [array(parts.ut, n, n), array(parts.vt, n, n)];
    expect(relative(ut.mT.mul(array(parts.diagonal, n)).matmul(vt), array(b, n, n))).toBeLessThan(
      10 * n * Number.EPSILON,
    );
    expect(skew(ut) + skew(vt)).toBeLessThan(10 * n * Number.EPSILON);
  });
});
