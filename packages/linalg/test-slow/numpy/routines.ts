import { linalg } from '@zero-to-gpt/linalg';
import type { Draw, Drawn, Wish } from './draw.ts';
import { type Row, row } from './row.ts';

const loose = { tolerance: 2e-3 }; // float32: NumPy's own rounding, beside our float64
const { norm } = linalg;

/** The linear-algebra routines: their calls, on well-conditioned matrices; their accuracy has tests of its own. */
export const routines: readonly Row[] = [
  row('linalg.trace', 'np.trace(a, axis1=-2, axis2=-1)', matrix(), ({ a }) => linalg.trace(a)),
  row('linalg.det', 'np.linalg.det(a)', square, ({ a }) => linalg.det(a), loose),
  row(
    'linalg.slogdet',
    'np.linalg.slogdet(a)',
    square,
    ({ a }) => {
      const { sign, logAbsDet } = linalg.slogdet(a);
      return [sign, logAbsDet];
    },
    loose,
  ),
  row('linalg.inv', 'np.linalg.inv(a)', square, ({ a }) => linalg.inv(a), loose),
  row('linalg.solve', 'np.linalg.solve(a, b)', system, ({ a, b }) => linalg.solve(a, b), loose),
  row('linalg.cholesky', 'np.linalg.cholesky(a)', positive, ({ a }) => linalg.cholesky(a), loose),
  row(
    'linalg.qr',
    'np.linalg.qr(a)',
    matrix(),
    ({ a }) => {
      const { q, r } = linalg.qr(a);
      return [q, r];
    },
    loose,
  ),
  row('linalg.eigh', 'np.linalg.eigvalsh(a)', positive, ({ a }) => linalg.eigh(a).eigenvalues, loose),
  row(
    'linalg.eigh put together',
    'a',
    positive,
    ({ a }) => {
      const { eigenvalues, eigenvectors } = linalg.eigh(a);
      return eigenvectors.mul(eigenvalues.unsqueeze(-2)).matmul(eigenvectors.mT);
    },
    loose,
  ),
  row('linalg.svd', 'np.linalg.svd(a, compute_uv=False)', matrix(), ({ a }) => linalg.svd(a).s, loose),
  row(
    'linalg.svd put together',
    'a',
    matrix(),
    ({ a }) => {
      const { u, s, vh } = linalg.svd(a);
      return u.mul(s.unsqueeze(-2)).matmul(vh);
    },
    loose,
  ),
  row('linalg.svd, full', '[np.zeros(part.shape) for part in np.linalg.svd(a)]', matrix(), ({ a }) => {
    const { u, s, vh } = linalg.svd(a, { fullMatrices: true });
    return [u, s, vh].map((part) => part.mul(0));
  }),
  row('linalg.cond', 'np.linalg.cond(a)', square, ({ a }) => linalg.cond(a), loose),
  row('linalg.matrixRank', 'np.linalg.matrix_rank(a)', matrix({}, 1), ({ a }) => linalg.matrixRank(a)),
  row('linalg.pinv', 'np.linalg.pinv(a)', matrix({}, 1), ({ a }) => linalg.pinv(a), loose),
  row('linalg.lstsq', 'np.linalg.lstsq(a, b, rcond=None)[0]', tall, ({ a, b }) => linalg.lstsq(a, b).x, loose),
  row(
    'linalg.norm',
    'np.linalg.norm(wide(a))',
    (d) => ({ arrays: [d.array({ values: 'finite' })] }),
    ({ a }) => norm(a),
  ),
  row('linalg.norm of vectors', 'np.linalg.norm(wide(a), o.ord, o.axis, o.keepdims)', vectors, ({ a }, { ord, ...o }) =>
    norm(a, { ord, ...o }),
  ),
  row(
    'linalg.norm of matrices',
    'np.linalg.norm(a, o.ord, (-2, -1))',
    matrixNorms,
    ({ a }, { ord }) => norm(a, { ord, axis: [-2, -1] }),
    loose,
  ),
];

function numbers(d: Draw): Wish {
  return { dtype: d.float(), values: 'finite' };
}

/** A stack of matrices, each element with memory of its own; `least` is the smallest size of their sides. */
function matrix(wish: Wish = {}, least = 0) {
  return (d: Draw): { arrays: readonly Drawn[]; o: object } => {
    const shape = [...d.shape(0, 2), d.int(least, 4), d.int(least, 4)];
    return { arrays: [withDiagonal(d, { ...numbers(d), shape, ...wish }, 0)], o: {} };
  };
}

/** With 40 added to the diagonal: far from singular. */
function square(d: Draw): { arrays: readonly Drawn[]; o: object } {
  const n = d.int(0, 4);
  return {
    arrays: [withDiagonal(d, { ...numbers(d), shape: [...d.shape(0, 2), n, d.rarely(30) ? n + 1 : n] }, 40)],
    o: {},
  };
}

/** Symmetric and positive definite: the diagonal alone, with equal numbers beside it. */
function positive(d: Draw): { arrays: readonly Drawn[]; o: object } {
  const n = d.int(0, 4);
  const wish: Wish = { ...numbers(d), values: 'mask', shape: [...d.shape(0, 1), n, n] };
  const a = withDiagonal(d, wish, 0);
  const [row, column] = [a.strides.at(-2)!, a.strides.at(-1)!];
  eachMatrix(a, (start) => {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++)
        a.data[start + i * row + j * column] = a.data[start + j * row + i * column] = d.int(-4, 4);
      a.data[start + i * (row + column)] = 20 + 3 * i;
    }
  });
  return { arrays: [a], o: {} };
}

function system(d: Draw): { arrays: readonly Drawn[]; o: object } {
  const n = d.int(1, 4);
  const wish = numbers(d);
  const batch = d.shape(0, 1);
  const a = withDiagonal(d, { ...wish, shape: [...batch, n, n] }, 40);
  const shape = batch.length === 0 && d.rarely(2) ? [n] : [...batch, d.rarely(30) ? n + 1 : n, d.int(0, 3)];
  return { arrays: [a, d.array({ ...wish, shape })], o: {} };
}

function tall(d: Draw): { arrays: readonly Drawn[]; o: object } {
  const n = d.int(1, 3);
  const wish = numbers(d);
  const a = withDiagonal(d, { ...wish, shape: [n + d.int(0, 3), n] }, 40);
  return { arrays: [a, d.array({ ...wish, shape: d.rarely(2) ? [a.shape[0]!] : [a.shape[0]!, 2] })], o: {} };
}

function vectors(d: Draw) {
  const a = d.array({ shape: d.shape(1), values: 'finite' });
  return { arrays: [a], o: { ord: d.one([0, 1, 2, 3, 0.5]), axis: d.axis(a.shape.length), keepdims: d.rarely(2) } };
}

function matrixNorms(d: Draw) {
  return { ...matrix({}, 1)(d), o: { ord: d.one([1, -1, 2, -2, 'fro', 'nuc'] as const) } };
}

function withDiagonal(d: Draw, wish: Wish, added: number): Drawn {
  const a = d.array({ ...wish, repeats: false });
  const step = a.strides.at(-2)! + a.strides.at(-1)!;
  eachMatrix(a, (start) => {
    for (let i = 0; i < Math.min(a.shape.at(-2)!, a.shape.at(-1)!); i++) a.data[start + i * step]! += added;
  });
  return a;
}

/** Calls `f` with where each matrix of the last two axes starts in the memory. */
function eachMatrix({ shape, strides, offset }: Drawn, f: (start: number) => void): void {
  const visit = (axis: number, at: number): void => {
    if (axis === shape.length - 2) f(at);
    else for (let i = 0; i < shape[axis]!; i++) visit(axis + 1, at + i * strides[axis]!);
  };
  if (!shape.includes(0)) visit(0, offset);
}
