import { array, concat, type DType, diag, empty, pad, type Range, stack, tril, triu } from '@zero-to-gpt/linalg';
import type { Draw } from './draw.ts';
import { given, mates, type Operands, one, type Row, row } from './row.ts';

const views: readonly Row[] = [
  row('reshape', 'a.reshape(o.shape)', reshaping, ({ a }, { shape }) => a.reshape(...shape)),
  row('view', 'a.view()', one(), ({ a }) => a.view()),
  row('transpose', 'np.swapaxes(a, o.i, o.j)', swapping, ({ a }, { i, j }) => a.transpose(i, j)),
  row('permute', 'np.transpose(a, o.axes)', permuting, ({ a }, { axes }) => a.permute(...axes)),
  row('T', 'a.T', one(), ({ a }) => a.T),
  row('mT', 'np.swapaxes(a, -2, -1)', one(), ({ a }) => a.mT),
  row('slice', 'a[indices(o.ranges)]', slicing, ({ a }, { ranges }) => a.slice(...ranges)),
  row('expand', 'np.broadcast_to(a, o.shape)', expanding, ({ a }, { shape }) => a.expand(...shape)),
  row('squeeze', 'np.squeeze(a, o.axis)', squeezing, ({ a }, { axis }) => a.squeeze(...(axis === null ? [] : [axis]))),
  row('unsqueeze', 'np.expand_dims(a, o.axis)', inserting, ({ a }, { axis }) => a.unsqueeze(axis)),
  row('split', 'np.split(a, o.parts, o.axis)', splitting, ({ a }, { parts, axis }) => a.split(parts, { axis })),
  row('flatten', 'a.flatten()', one(), ({ a }) => a.flatten()),
  row('flip', 'np.flip(a, **k)', alongAxes, ({ a }, { axis }) => (axis === null ? a.flip() : a.flip(axis))),
  row(
    'diag',
    'np.diag(a)',
    (d) => ({ arrays: [d.array({ shape: d.shape(0, 3) })] }),
    ({ a }) => diag(a),
  ),
];

const copies: readonly Row[] = [
  row('contiguous', 'np.array(a, order="C")', one(), ({ a }) => a.contiguous()),
  row('clone', 'a.copy()', one(), ({ a }) => a.clone()),
  row('astype', 'a.astype(o.dtype)', converting, ({ a }, { dtype }) => a.astype(dtype), {
    dtype: (_rule, _inputs, theirs) => theirs as DType,
  }), // as asked for
  row('repeat', 'np.repeat(a, **k)', repeating, ({ a }, o) => a.repeat(o.repeats, given(o.axis))),
  row('tile', 'np.tile(a, o.counts)', tiling, ({ a }, { counts }) => a.tile(...counts)),
  row('pad', 'np.pad(a, o.width, constant_values=o.value)', padding(), ({ a }, { width, value }) =>
    pad(a, width, { value }),
  ),
  ...(['edge', 'reflect', 'wrap'] as const).map((mode) =>
    row(`pad ${mode}`, `np.pad(a, o.width, '${mode}')`, mode === 'wrap' ? padding(1) : padding(), ({ a }, { width }) =>
      pad(a, width, { mode }),
    ),
  ),
  row('concat', 'np.concatenate([a, b], o.axis)', joining, ({ a, b }, { axis }) => concat([a, b], { axis })),
  row('stack', 'np.stack([a, b], o.axis)', stacking, ({ a, b }, { axis }) => stack([a, b], { axis })),
  row('tril', 'np.tril(a, o.k)', triangles, ({ a }, { k }) => tril(a, k)),
  row('triu', 'np.triu(a, o.k)', triangles, ({ a }, { k }) => triu(a, k)),
];

const reads: readonly Row[] = [
  row('get', 'a[tuple(o.index)]', pointing, ({ a }, { index }) => a.get(...index)),
  row(
    'item',
    'a.item()',
    (d) => ({ arrays: [d.array({ shape: d.one([[], [1], [1, 1], [2], [0]]) })] }),
    ({ a }) => a.item(),
  ),
  row('toFlat', 'a.ravel()', one({ values: 'finite' }), ({ a }) =>
    [...a.toFlat()].length ? array([...a.toFlat()], a) : empty([0], a),
  ),
  row('toArray', 'np.array(a.tolist(), dtype=a.dtype)', one(), ({ a }) => array(a.toArray(), a)),
  row('toString', 'str(a)', printing, ({ a }) => a.toString()),
  row('isContiguous', 'a.flags.c_contiguous', one(), ({ a }) => +a.isContiguous),
  row('size and ndim', '[a.size, a.ndim]', one(), ({ a }) => [a.size, a.ndim]),
];

const writes: readonly Row[] = [
  row('fill', 'np.full_like(a, o.value)', filling, ({ a }, { value }) => a.fill(value).view(), { inPlace: true }),
  row('set', 'changed(a, tuple(o.index), o.value)', pointing, setting, { inPlace: true }),
  row('assign', 'changed(a, ..., b)', assigning, ({ a, b }) => a.assign(b).view(), { inPlace: true }),
  row('assign where', 'copied(a, b, c)', assigning, ({ a, b, c }) => a.assign(b, { where: c }).view(), {
    inPlace: true,
  }),
];

/** Views, copies, reading and writing. */
export const shapes: readonly Row[] = [...views, ...copies, ...reads, ...writes];

function reshaping(d: Draw) {
  const a = d.array();
  const factors = a.shape.flatMap((n) => (n === 4 ? [2, 2] : [n])); // another way to cut the same size
  const shape: number[] = [];
  for (const f of d.order(factors.length).map((i) => factors[i]!))
    if (shape.length > 0 && d.rarely(2)) shape[shape.length - 1]! *= f;
    else shape.push(f);
  if (shape.length > 0 && d.rarely(3)) shape[d.int(0, shape.length - 1)] = -1;
  if (d.rarely(20)) shape.push(3);
  return { arrays: [a], o: { shape } };
}

function swapping(d: Draw) {
  const a = d.array({ shape: d.shape(1) });
  return { arrays: [a], o: { i: d.axis(a.shape.length), j: d.axis(a.shape.length) } };
}

function permuting(d: Draw) {
  const a = d.array();
  const rank = a.shape.length;
  const axes = d.order(rank).map((axis) => (d.rarely(3) ? axis - rank : axis));
  if (d.rarely(20) && rank > 1) axes[0] = axes[1]!;
  return { arrays: [a], o: { axes } };
}

function slicing(d: Draw) {
  const a = d.array({ shape: d.shape(1) });
  const some = a.shape.slice(0, d.int(0, a.shape.length));
  const ranges: (number | Range)[] = some.map((n) => (d.rarely(3) ? d.int(-n, n - (d.rarely(9) ? 0 : 1)) : d.range(n)));
  if (d.rarely(20)) ranges.push(...a.shape.map(() => ({})));
  return { arrays: [a], o: { ranges } };
}

function expanding(d: Draw) {
  const shape = d.shape();
  const a = d.array({ shape: d.narrowed(shape) });
  return { arrays: [a], o: { shape: d.rarely(20) ? shape.map((n) => n + 1) : shape } };
}

function squeezing(d: Draw) {
  const shape = d.shape().map((n) => (d.rarely(2) ? 1 : n));
  return { arrays: [d.array({ shape })], o: { axis: d.axisOrNone(shape.length) } };
}

function inserting(d: Draw) {
  const a = d.array({ shape: d.shape(0, 3) });
  return { arrays: [a], o: { axis: d.axis(a.shape.length + 1) } };
}

function splitting(d: Draw) {
  const a = d.array({ shape: d.shape(1, 3) });
  return { arrays: [a], o: { parts: d.int(1, 4), axis: d.axis(a.shape.length) } };
}

function alongAxes(d: Draw) {
  const a = d.array();
  return { arrays: [a], o: { axis: d.axes(a.shape.length) } };
}

function converting(d: Draw) {
  const dtype = d.dtype();
  return { arrays: [d.array({ values: dtype.startsWith('float') ? 'any' : 'positive' })], o: { dtype } };
}

function repeating(d: Draw) {
  const a = d.array();
  const axis = d.axisOrNone(a.shape.length);
  const length = axis === null ? a.shape.reduce((x, y) => x * y, 1) : (a.shape.at(axis) ?? 0);
  const repeats = d.rarely(2) ? d.int(0, 3) : Array.from({ length }, () => d.int(0, 2));
  return { arrays: [a], o: { repeats, axis } };
}

function tiling(d: Draw) {
  return { arrays: [d.array({ shape: d.shape(0, 3) })], o: { counts: d.shape(1, 3) } };
}

/** `most` is all that NumPy before 1.25 can wrap on either side of an axis that short. */
function padding(most = 5) {
  return (d: Draw) => {
    const a = d.array({ shape: d.shape(1, 3) });
    const pair = () => [d.int(0, most), d.int(0, most)] as const;
    const width = d.one([() => d.int(0, most), pair, () => a.shape.map(pair)])();
    return { arrays: [a], o: { width, value: d.int(0, 9) } };
  };
}

function joining(d: Draw) {
  const shape = d.shape(1);
  const axis = d.axis(shape.length);
  const other = shape.with(axis < -shape.length || axis >= shape.length ? 0 : axis, d.int(0, 3));
  if (d.rarely(20)) other.push(1);
  const [dtypeA, dtypeB] = mates(d);
  return { arrays: [d.array({ shape, dtype: dtypeA }), d.array({ shape: other, dtype: dtypeB })], o: { axis } };
}

function stacking(d: Draw) {
  const [a, b] = joining(d).arrays;
  const shape = d.rarely(20) ? b!.shape : a!.shape;
  return { arrays: [a!, d.array({ shape, dtype: a!.dtype })], o: { axis: d.axis(a!.shape.length + 1) } };
}

function triangles(d: Draw) {
  return { arrays: [d.array({ shape: d.shape(2) })], o: { k: d.int(-3, 3) } };
}

function pointing(d: Draw) {
  const a = d.array({ repeats: false });
  const index = a.shape.map((n) => d.int(-n, n - (d.rarely(20) ? 0 : 1)));
  return { arrays: [a], o: { index, value: d.int(0, 9) } };
}

/** Numbers of like size, or not; + 0 turns −0 into 0. Large ones are float64: of float32, many lie halfway between two prints. */
function printing(d: Draw) {
  const large = d.rarely(3);
  const values = d.one(['any', 'finite', 'ties'] as const);
  const a = d.array({ shape: d.shape(1), values, ...(large ? { dtype: 'float64' } : {}) });
  const sizes = large
    ? d.one([
        [1, 1e5, 1e9],
        [1e-30, 1, 1e30],
      ])
    : d.one([[1], [1e-6, 1e-4]]);
  if (a.dtype.startsWith('float')) for (let i = 0; i < a.data.length; i++) a.data[i] = a.data[i]! * d.one(sizes) + 0;
  return { arrays: [a] };
}

function setting({ a }: Operands, { index, value }: { index: readonly number[]; value: number }) {
  a.set(value, ...index);
  return a.view();
}

function filling(d: Draw) {
  return { arrays: [d.array({ repeats: false })], o: { value: d.int(0, 9) } };
}

function assigning(d: Draw) {
  const a = d.array({ repeats: false });
  const b = d.array({ shape: d.narrowed(a.shape), values: a.dtype.startsWith('float') ? 'any' : 'ties' });
  return { arrays: [a, b, d.array({ shape: d.narrowed(a.shape), dtype: 'uint8', values: 'mask' })], o: {} };
}
