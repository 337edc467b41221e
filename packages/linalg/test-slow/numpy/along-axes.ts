import {
  type AxisOptions,
  logSumExp,
  median,
  nonzero,
  percentile,
  quantile,
  unique,
  uniqueAll,
} from '@zero-to-gpt/linalg';
import type { Draw, Wish } from './draw.ts';
import { given, one, type Row, row } from './row.ts';

const nothing = /^Cannot take (the |arg|quantiles )/; // of no elements: NumPy warns and answers NaN
const few = { values: 'ties', shape: [2, 2] } as const; // whole numbers whose products fit

const folds: readonly Row[] = [
  row('sum', 'np.sum(a, **k)', folding(), ({ a }, o) => a.sum(axes(o))),
  row('mean', 'np.mean(a, **k)', folding(), ({ a }, o) => a.mean(axes(o)), { refuses: nothing }),
  row('prod', 'np.prod(a, **k)', folding({ values: 'mask' }), ({ a }, o) => a.prod(axes(o))),
  row('prod of floats', 'np.prod(a, **k)', folding({ dtype: 'float64' }), ({ a }, o) => a.prod(axes(o))),
  row('prod of small shapes', 'np.prod(a, **k)', folding(few), ({ a }, o) => a.prod(axes(o))),
  row('max', 'np.max(a, **k)', folding(), ({ a }, o) => a.max(axes(o)), { refuses: nothing }),
  row('min', 'np.min(a, **k)', folding(), ({ a }, o) => a.min(axes(o)), { refuses: nothing }),
  row('var', 'np.var(a, **k)', folding({ values: 'finite' }), ({ a }, o) => a.var(axes(o)), { refuses: nothing }),
  row('std', 'np.std(a, **k)', folding({ values: 'finite' }), ({ a }, o) => a.std(axes(o)), { refuses: nothing }),
  row('var with a correction', 'np.var(a, **k)', spreading, ({ a }, o) => a.var({ ...axes(o), correction: o.ddof }), {
    refuses: nothing,
  }),
  row('std with a correction', 'np.std(a, **k)', spreading, ({ a }, o) => a.std({ ...axes(o), correction: o.ddof }), {
    refuses: nothing,
  }),
  row('any', 'np.any(a, **k)', folding(), ({ a }, o) => a.any(axes(o))),
  row('all', 'np.all(a, **k)', folding(), ({ a }, o) => a.all(axes(o))),
  row('any of a mask', 'np.any(a, **k)', folding({ dtype: 'uint8', values: 'mask' }), ({ a }, o) => a.any(axes(o))),
  row('all of a mask', 'np.all(a, **k)', folding({ dtype: 'uint8', values: 'mask' }), ({ a }, o) => a.all(axes(o))),
  row(
    'logSumExp',
    'np.logaddexp.reduce(wide(a), axis=o.axis, keepdims=o.keepdims)',
    lanes,
    ({ a }, o) => logSumExp(a, o),
    { refuses: nothing },
  ),
];

const places: readonly Row[] = [
  row('argmax', 'np.argmax(a, **k)', lane(), ({ a }, { axis }) => a.argmax(given(axis))),
  row('argmin', 'np.argmin(a, **k)', lane(), ({ a }, { axis }) => a.argmin(given(axis))),
  row('argmax of ties', 'np.argmax(a, **k)', lane({ values: 'ties' }), ({ a }, { axis }) => a.argmax(given(axis))),
  row('argmin of ties', 'np.argmin(a, **k)', lane({ values: 'ties' }), ({ a }, { axis }) => a.argmin(given(axis))),
  row(
    'nonzero',
    'np.nonzero(a)',
    (d) => ({ arrays: [d.array({ shape: d.shape(1), values: 'mask' })] }),
    ({ a }) => nonzero(a),
  ),
];

const scans: readonly Row[] = [
  row('cumsum', 'np.cumsum(a, **k)', lane(), ({ a }, { axis }) => a.cumsum(given(axis))),
  row('cumprod', 'np.cumprod(a, **k)', lane({ values: 'mask' }), ({ a }, { axis }) => a.cumprod(given(axis))),
  row('cumprod of floats', 'np.cumprod(a, **k)', lane({ dtype: 'float64' }), ({ a }, { axis }) =>
    a.cumprod(given(axis)),
  ),
];

const sorting: readonly Row[] = [
  row('sort', 'np.sort(a, **k)', sortable('any'), ({ a }, o) => a.sort(o)),
  row('argsort', 'np.argsort(a, kind="stable", **k)', sortable('any'), ({ a }, o) => a.argsort(o)),
  row('argsort of ties', 'np.argsort(a, kind="stable", **k)', sortable('ties'), ({ a }, o) => a.argsort(o)),
  row('sort descending', 'np.flip(np.sort(a, **k), o.axis)', sortable('any'), ({ a }, o) =>
    a.sort({ ...o, descending: true }),
  ),
  row('median', 'np.median(a, **k)', middles, ({ a }, o) => median(a, axes(o)), { refuses: nothing }),
  row('percentile', 'np.percentile(a, **k)', fractions(100), ({ a }, o) => percentile(a, o.q, axes(o)), {
    refuses: nothing,
  }),
  row('quantile', 'np.quantile(a, **k)', fractions(1), ({ a }, o) => quantile(a, o.q, axes(o)), { refuses: nothing }),
  row('unique', 'np.unique(a)', one({ values: 'ties' }), ({ a }) => unique(a)),
  row('unique of specials', 'np.unique(a)', one(), ({ a }) => unique(a)),
  row(
    'uniqueAll',
    'different(a)',
    (d) => ({ arrays: [d.array({ values: d.one(['ties', 'any']) })] }),
    ({ a }) => {
      const { values, indices, inverse, counts } = uniqueAll(a);
      return [values, indices, inverse, counts];
    },
  ),
];

/** Reductions, scans, sorting. */
export const alongAxes: readonly Row[] = [...folds, ...places, ...scans, ...sorting];

interface Folding {
  readonly axis: number | readonly number[] | null;
  readonly keepdims: boolean;
}

function axes({ axis, keepdims = false }: { axis: Folding['axis']; keepdims?: boolean }): AxisOptions {
  return { ...given(axis), keepdims };
}

function folding(wish: Wish = {}) {
  return (d: Draw) => {
    const a = d.array(wish);
    return { arrays: [a], o: { axis: d.axes(a.shape.length), keepdims: d.rarely(2) } satisfies Folding };
  };
}

function spreading(d: Draw) {
  const { arrays, o } = folding({ values: 'finite' })(d);
  return { arrays, o: { axis: o.axis, ddof: d.int(0, 2) } };
}

function lanes(d: Draw) {
  const a = d.array({ shape: d.shape(1) });
  return { arrays: [a], o: { axis: d.axis(a.shape.length), keepdims: d.rarely(2) } };
}

function lane(wish: Wish = {}) {
  return (d: Draw) => {
    const a = d.array(wish);
    return { arrays: [a], o: { axis: d.axisOrNone(a.shape.length) } };
  };
}

function sortable(values: 'any' | 'ties') {
  return (d: Draw) => {
    const a = d.array({ values });
    return { arrays: [a], o: { axis: d.axis(a.shape.length) } };
  };
}

/** An array without infinities, and an axis, several or none; NumPy cannot take none of several, nor several of an empty array. */
function middles(d: Draw) {
  const { arrays, o } = folding({ values: 'gaps' })(d);
  const single = typeof o.axis === 'number' || (o.axis?.length && !arrays[0]!.shape.includes(0));
  return { arrays, o: { ...o, axis: single ? o.axis : null } };
}

function fractions(whole: number) {
  return (d: Draw) => {
    const { arrays, o } = middles(d);
    const q = () => (whole * d.int(1, 31)) / 32; // never a whole number, which NumPy takes as one
    return { arrays, o: { ...o, q: d.rarely(2) ? q() : [q(), q(), q()] } };
  };
}
