import { array, type BinaryOp, type Device, type NDArray, type UnaryOp, where } from '@zero-to-gpt/linalg';
import type { TestApi } from '../test-api.ts';
import { gap, layouts, pair } from './cases.ts';

const unaryOps: readonly UnaryOp[] = [
  'neg',
  'abs',
  'sign',
  'floor',
  'exp',
  'log',
  'log1p',
  'sqrt',
  'sin',
  'cos',
  'tanh',
  'erf',
  'relu',
  'sigmoid',
];
const binaryOps: readonly BinaryOp[] = [
  'add',
  'sub',
  'mul',
  'div',
  'mod',
  'pow',
  'maximum',
  'minimum',
  'equal',
  'notEqual',
  'less',
  'lessEqual',
  'greater',
  'greaterEqual',
];
/** Tails of every length around a vector register, and longer rows. */
const shapes = [[], [1], [3], [8], [5, 7], [2, 3, 13], [4, 129]];
const special = [0, -0, 1, -1, Infinity, -Infinity, NaN, 1e-30, -1e-30, 88, -88, 104, -104, 1e30, 0.5, -0.5, 12.5];

/** Element-wise kernels against float64, over shapes, strides, dtypes and special values. */
export function describeElementwise(make: () => Device, { test, expect }: TestApi): void {
  for (const op of unaryOps) {
    test(`${op}() equals float64 for every layout`, async () => {
      const device = make();
      for (const shape of shapes)
        for (const { of } of shape.length > 1 ? layouts : layouts.slice(0, 1)) {
          const { x, exact } = pair(device, shape);
          const [a, b] = [of(positive(op) ? x.abs().add(0.1) : x), of(positive(op) ? exact.abs().add(0.1) : exact)];
          expect(await gap(a[op](), b[op]())).toBe('');
        }
    });
    test(`${op}() of zeros, infinities, NaN and huge numbers equals float64`, async () => {
      const numbers =
        op === 'sin' || op === 'cos' ? special.filter((x) => Math.abs(x) < 1e6 || !Number.isFinite(x)) : special;
      const device = make();
      const exact = array(numbers, { dtype: 'float32' }).astype('float64')[op]();
      const wanted = exact.astype('float32'); // what float32 can hold of it
      expect(await gap(array(numbers, { device })[op](), wanted, { rtol: 3e-6, atol: 1e-37 })).toBe('');
    });
  }

  for (const op of binaryOps) {
    test(`${op}() equals float64 for every layout, broadcasting and number`, async () => {
      const device = make();
      const base = (x: NDArray) => (op === 'pow' ? x.abs().add(0.1) : x);
      for (const shape of shapes)
        for (const { of } of shape.length > 1 ? layouts : layouts.slice(0, 1)) {
          const a = pair(device, shape, { seed: 2 });
          const b = pair(device, shape, { seed: 3 });
          const tolerance = op === 'mod' ? { atol: 1e-5 } : {};
          expect(await gap(of(base(a.x))[op](of(b.x)), of(base(a.exact))[op](of(b.exact)), tolerance)).toBe('');
          expect(await gap(base(a.x)[op](1.5), base(a.exact)[op](1.5), tolerance)).toBe('');
        }
      const column = pair(device, [5, 1], { seed: 4 });
      const row = pair(device, [9], { seed: 5 });
      expect(await gap(base(column.x)[op](row.x), base(column.exact)[op](row.exact), { atol: 1e-5 })).toBe('');
    });
  }

  test('int32 and uint8 compute as whole numbers', async () => {
    const device = make();
    const a = pair(device, [3, 5], { dtype: 'int32', seed: 6 });
    const b = pair(device, [5], { dtype: 'int32', seed: 7 });
    for (const op of ['add', 'sub', 'mul', 'maximum', 'less', 'equal'] as const)
      expect(await gap(a.x[op](b.x), a.exact[op](b.exact))).toBe('');
    const mask = pair(device, [5], { dtype: 'uint8', seed: 8 });
    expect(await gap(a.x.astype('float32').mul(mask.x), a.exact.astype('float64').mul(mask.exact))).toBe('');
  });

  test('element-wise kernels may write onto the view they read', async () => {
    const device = make();
    const { x, exact } = pair(device, [4, 6]);
    const columns = x.slice({}, { start: 1, stop: 5 });
    device.binary('mul', columns, 2, columns);
    device.unary('neg', columns, columns);
    const wanted = exact.slice({}, { start: 1, stop: 5 }).mul(-2);
    expect(await gap(columns, wanted)).toBe('');
    expect(await gap(x.slice({}, 0), exact.slice({}, 0))).toBe('');
  });

  test('where() chooses element by element and broadcasts', async () => {
    const device = make();
    const a = pair(device, [4, 5], { seed: 9 });
    const mask = pair(device, [5], { dtype: 'uint8', seed: 10 });
    expect(await gap(where(mask.x, a.x, -1), where(mask.exact, a.exact, -1))).toBe('');
    expect(await gap(where(mask.x, 0, a.x.T.reshape(4, 5)), where(mask.exact, 0, a.exact.T.reshape(4, 5)))).toBe('');
  });
}

function positive(op: UnaryOp): boolean {
  return op === 'log' || op === 'log1p' || op === 'sqrt';
}
