import {
  arange,
  array,
  broadcastShapes,
  empty,
  emptyLike,
  eye,
  fromData,
  full,
  linspace,
  ones,
  rowMajor,
  sizeOf,
  zeros,
  zerosLike,
} from '@zero-to-gpt/linalg';
import type { Draw } from './draw.ts';
import { one, type Row, row } from './row.ts';

/** Making arrays, and their shapes. */
export const makers: readonly Row[] = [
  row('zeros', 'np.zeros(o.shape, "float32")', making, (_, { shape }) => zeros(shape)),
  row('ones', 'np.ones(o.shape, "float32")', making, (_, { shape }) => ones(shape)),
  row('full', 'np.full(o.shape, o.value, "float32")', making, (_, { shape, value }) => full(shape, value)),
  row('empty', 'np.full_like(np.empty(o.shape, "float32"), 0)', making, (_, { shape }) => empty(shape).fill(0)),
  row('sizeOf', 'np.zeros(o.shape).size', making, (_, { shape }) => sizeOf(shape)),
  row('rowMajor', '[s // 8 for s in np.zeros(o.shape).strides]', strided, (_, { shape }) => rowMajor(shape)),
  row('zerosLike', 'np.zeros_like(a)', one(), ({ a }) => zerosLike(a)),
  row('emptyLike', 'np.full_like(np.empty_like(a), 0)', one({ values: 'mask' }), ({ a }) => emptyLike(a).fill(0)),
  row(
    'fromData',
    'np.arange(o.n, dtype="float64").reshape(1, o.n)',
    making,
    (_, { n }) =>
      fromData(
        Float64Array.from({ length: n }, (_item, i) => i),
        [1, n],
      ),
    { dtype: () => 'float64' },
  ),
  row('eye', 'np.eye(o.n, o.m, dtype="float32")', making, (_, { n, m }) => eye(n, { columns: m })),
  row('arange', 'np.arange(o.stop, dtype="float32")', making, (_, { stop }) => arange(stop)),
  row(
    'arange from',
    'np.arange(o.value, o.stop, o.step, dtype="float64")',
    making,
    (_, o) => arange(o.value, o.stop, o.step, { dtype: 'float64' }),
    { dtype: () => 'float64' },
  ),
  row('linspace', 'np.linspace(o.value, o.stop, o.n, dtype="float32")', making, (_, o) =>
    linspace(o.value, o.stop, o.n),
  ),
  row('array', 'np.array(o.nested, dtype="float32")', making, (_, { nested }) => array(nested)),
  row(
    'broadcastShapes',
    'np.broadcast_shapes(o.a, o.b)',
    (d) => ({ arrays: [], o: pairOfShapes(d) }),
    (_, { a, b }) => broadcastShapes(a, b),
  ),
];

function making(d: Draw) {
  const nested = d.one([
    d.number(),
    [d.number(), d.number()],
    [[1], [d.number()]],
    [],
    [[], []],
    [[1, 2], [3]],
    [[1], 2],
  ]);
  const step = d.one([1, 2, 0.5, -1]);
  return {
    arrays: [],
    o: { shape: d.shape(), value: d.number(), n: d.int(0, 5), m: d.int(0, 5), stop: d.int(-3, 9), step, nested },
  };
}

function strided(d: Draw) {
  return { arrays: [], o: { shape: d.shape().map((n) => Math.max(1, n)) } }; // NumPy gives empty arrays other strides
}

function pairOfShapes(d: Draw) {
  const [a, b] = d.pair();
  return { a, b };
}
