import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCPU, Random, type UnaryOp } from '../../src/index.ts';
import { hostKernels } from '../../src/reference/host-kernels.ts';
import { arrayOf, dense, distance, everything, layoutsOf, shapes, twin, variants } from './layouts.ts';

const device = createCPU();
const random = new Random(1);
const compares = ['equal', 'notEqual', 'less', 'lessEqual', 'greater', 'greaterEqual'] as const;
const computes = ['add', 'sub', 'mul', 'div', 'mod', 'pow', 'maximum', 'minimum'] as const;

describe('binary()', () => {
  const three = shapes.chain((shape) =>
    fc.tuple(layoutsOf(shape), layoutsOf(shape), layoutsOf(shape, { repeats: false })),
  );

  test.each([...computes, ...compares])('%s has the same result for all strides, and writes nothing else', (op) => {
    const dtype = (compares as readonly string[]).includes(op) ? 'uint8' : 'float32';
    fc.assert(
      fc.property(three, fc.integer(), ([la, lb, lo], seed) => {
        const [a, b, out] = [
          twin(device, 'float32', la, seed),
          twin(device, 'float32', lb, seed + 1),
          twin(device, dtype, lo, 3),
        ];
        device.binary(op, a.view, b.view, out.view);
        hostKernels.binary(op, a.host, b.host, out.host);
        expect(distance(everything(device, out.view), out.host.data)).toBeLessThan(1e-6);
        for (const x of [a, b, out]) device.free(x.view.storage);
      }),
      { numRuns: 30 },
    );
  });

  test.each(['float32', 'float64', 'int32', 'uint8'] as const)('a number stands for %s on either side', (dtype) => {
    const x = arrayOf(device, [4, 1, 2, 8, 5], [5], dtype);
    const out = dense(device, [5], dtype);
    device.binary('sub', x, 1, out);
    expect([...device.readSync(out)]).toEqual([3, 0, 1, 7, 4]);
    device.binary('sub', 9, x, out);
    expect([...device.readSync(out)]).toEqual([5, 8, 7, 1, 4]);
  });

  test.each([2, 1, -1])('pow(%d) has the bits of the power in float64, rounded', (power) => {
    const bits = Uint32Array.from({ length: 5000 }, () => random.int(4294967296)); // denormals, ∞ and NaN among them
    const special = [0, -0, 1, Infinity, -Infinity, NaN, 1e-45, 3e38, 1.0000001, 0.9999999];
    const values = [...new Float32Array(bits.buffer), ...special].map(Math.fround);
    const x = arrayOf(device, values);
    const out = dense(device, [values.length]);
    device.binary('pow', x, power, out);
    const wanted = values.map((v) => Math.fround(power === 2 ? v * v : power === 1 ? v : 1 / v));
    expect([...device.readSync(out)]).toEqual(wanted);
    device.binary('pow', x, power, x);
    expect([...device.readSync(x)]).toEqual(wanted);
  });

  test('add() may write onto either operand', () => {
    const a = arrayOf(device, [1, 2, 3, 4, 5, 6], [2, 3]);
    const b = { ...arrayOf(device, [10, 20, 30]), shape: [2, 3], strides: [0, 1] };
    device.binary('add', a, b, a);
    expect([...device.readSync(a)]).toEqual([11, 22, 33, 14, 25, 36]);
    const turned = { ...a, shape: [3, 2], strides: [1, 3] };
    device.binary('add', turned, turned, turned);
    expect([...device.readSync(a)]).toEqual([22, 44, 66, 28, 50, 72]);
  });

  test('maximum() and minimum() keep NaN, comparisons with NaN are false', () => {
    const a = arrayOf(device, [NaN, 1, NaN, 2, -Infinity]);
    const b = arrayOf(device, [1, NaN, NaN, 3, Infinity]);
    const out = dense(device, [5]);
    device.binary('maximum', a, b, out);
    expect([...device.readSync(out)]).toEqual([NaN, NaN, NaN, 3, Infinity]);
    device.binary('minimum', a, b, out);
    expect([...device.readSync(out)]).toEqual([NaN, NaN, NaN, 2, -Infinity]);
    const mask = dense(device, [5], 'uint8');
    device.binary('lessEqual', a, b, mask);
    expect([...device.readSync(mask)]).toEqual([0, 0, 0, 1, 1]);
    device.binary('notEqual', a, a, mask);
    expect([...device.readSync(mask)]).toEqual([1, 0, 1, 0, 0]);
  });
});

describe('where()', () => {
  test('chooses for all strides and dtypes', () => {
    const layouts = shapes.chain((s) =>
      fc.tuple(layoutsOf(s), layoutsOf(s), layoutsOf(s), layoutsOf(s, { repeats: false })),
    );
    fc.assert(
      fc.property(layouts, fc.constantFrom('float32', 'float64', 'int32', 'uint8'), ([lt, la, lb, lo], dtype) => {
        const t = twin(device, 'uint8', lt, 5);
        const [a, b, out] = [twin(device, dtype, la, 6), twin(device, dtype, lb, 7), twin(device, dtype, lo, 8)];
        device.where(t.view, a.view, b.view, out.view);
        hostKernels.where(t.host, a.host, b.host, out.host);
        expect(everything(device, out.view)).toEqual([...out.host.data]);
        device.where(t.view, 1, b.view, out.view);
        hostKernels.where(t.host, 1, b.host, out.host);
        expect(everything(device, out.view)).toEqual([...out.host.data]);
        for (const x of [t, a, b, out]) device.free(x.view.storage);
      }),
    );
  });

  test('passes NaN of the branch that is not chosen by', () => {
    const out = dense(device, [5]);
    device.where(arrayOf(device, [1, 0, 1, 0, 2], [5], 'uint8'), arrayOf(device, [1, NaN, 3, NaN, 5]), 0, out);
    expect([...device.readSync(out)]).toEqual([1, 0, 3, 0, 5]);
  });
});

describe.each(variants)('unary() of $name', ({ make }) => {
  const cpu = make();
  const exact: Partial<Record<UnaryOp, (x: number) => number>> = {
    exp: Math.exp,
    log: Math.log,
    tanh: Math.tanh,
    sigmoid: (x) => 1 / (1 + Math.exp(-x)),
    sqrt: Math.sqrt,
  };

  test.each(Object.keys(exact) as UnaryOp[])(
    '%s of every 16411th float is right to 3 units in the last place',
    (op) => {
      const f = exact[op]!;
      const bits = Uint32Array.from({ length: 2 ** 18 }, (_, i) => i * 16411);
      const x = new Float32Array(bits.buffer);
      const out = dense(cpu, [x.length]);
      cpu.write(out, x);
      cpu.unary(op, out, out);
      const y = cpu.readSync(out);
      let worst = 0;
      for (let i = 0; i < x.length; i++) {
        const wanted = Math.fround(f(x[i]!));
        if (Object.is(wanted, y[i]) || wanted === y[i]) continue;
        // results that only denormal numbers could hold are 0
        const unit = Math.max(2 ** -126, 2 ** (Math.floor(Math.log2(Math.abs(wanted))) - 23));
        const off = Math.abs(y[i]! - wanted) / unit;
        worst = Math.max(worst, Number.isNaN(off) ? Infinity : off);
      }
      expect(worst).toBeLessThanOrEqual(op === 'exp' ? 5 : 3); // 5 only from e^88.4 on
      cpu.free(out.storage);
    },
  );

  test.each([
    ['exp', [-Infinity, -104, -88, 0, 88.7, 89, Infinity, NaN], [0, 0, 0, 1, 3.326e38, Infinity, Infinity, NaN]],
    [
      'log',
      [0, -0, -1, 1, Infinity, -Infinity, NaN, 1e-40],
      [-Infinity, -Infinity, NaN, 0, Infinity, NaN, NaN, -92.1034],
    ],
    ['tanh', [-Infinity, -20, -0, 20, Infinity, NaN, 1e-20, 0.5], [-1, -1, -0, 1, 1, NaN, 1e-20, 0.4621172]],
    ['sigmoid', [-Infinity, -200, 0, 200, Infinity, NaN], [0, 0, 0.5, 1, 1, NaN]],
    ['relu', [-Infinity, -1, 0, 2, Infinity, NaN], [0, 0, 0, 2, Infinity, NaN]],
    ['sign', [-Infinity, -3, 0, 0.1, Infinity, NaN], [-1, -1, 0, 1, 1, NaN]],
    ['abs', [-Infinity, -3, -0, NaN], [Infinity, 3, 0, NaN]],
    ['neg', [-Infinity, 3, NaN], [Infinity, -3, NaN]],
    ['floor', [-1.5, 1.5, -Infinity, NaN], [-2, 1, -Infinity, NaN]],
    ['sqrt', [4, -1, Infinity, NaN], [2, NaN, Infinity, NaN]],
  ] as const)('%s of special values is what NumPy gives', (op, values, wanted) => {
    const x = arrayOf(cpu, values);
    cpu.unary(op, x, x);
    const y = cpu.readSync(x);
    wanted.forEach((w, i) => {
      if (Number.isFinite(w) && w !== 0) expect(Math.abs(y[i]! - w) / Math.abs(w)).toBeLessThan(1e-4);
      else if (w === 0) expect(Math.abs(y[i]!)).toBe(0);
      else expect(y[i]).toBe(w);
    });
  });

  test.each(['neg', 'exp', 'tanh', 'sin', 'floor'] as const)(
    '%s is the same wherever in a row an element stands',
    (op) => {
      fc.assert(
        fc.property(
          shapes.chain((s) => fc.tuple(layoutsOf(s), layoutsOf(s, { repeats: false }))),
          ([lx, lo]) => {
            const [x, out] = [twin(cpu, 'float32', lx, 9), twin(cpu, 'float32', lo, 10)];
            cpu.unary(op, x.view, out.view);
            hostKernels.unary(op, x.host, out.host);
            expect(distance(everything(cpu, out.view), out.host.data)).toBeLessThan(1e-6);
            for (const t of [x, out]) cpu.free(t.view.storage);
          },
        ),
        { numRuns: 25 },
      );
    },
  );
});

test('a small array, computed in one call, gets the numbers that its elements get in a large one', () => {
  using all = new Random(1).normal([3, 2048], { device });
  using some = all.slice({ stop: 2 }); // 4096 elements are one row, 6144 are not
  const results = [all, some].map((x) =>
    [x.mul(x), x.sub(0.5), x.less(0), x.tanh(), x.sigmoid(), x.neg()].map((y) => y.slice({ stop: 2 }).toFlat()),
  );
  expect(results[1]).toEqual(results[0]);
});
