import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCPU } from '../../src/index.ts';
import { hostKernels } from '../../src/reference/host-kernels.ts';
import { arrayOf, dense, everything, layoutsOf, shapes, twin } from './layouts.ts';

const device = createCPU();
const dtypes = ['float32', 'float64', 'int32', 'uint8'] as const;

describe('copy()', () => {
  test('moves any strides to any strides, converts, and writes nothing else', () => {
    fc.assert(
      fc.property(
        shapes.chain((s) => fc.tuple(layoutsOf(s), layoutsOf(s, { repeats: false }))),
        fc.constantFrom(...dtypes),
        fc.constantFrom(...dtypes),
        ([lx, lo], from, to) => {
          const [x, out] = [twin(device, from, lx, 11), twin(device, to, lo, 12)];
          device.copy(x.view, out.view);
          hostKernels.copy(x.host, out.host);
          expect(everything(device, out.view)).toEqual([...out.host.data]);
          for (const t of [x, out]) device.free(t.view.storage);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('transposes matrices of every size around a vector register', () => {
    for (const rows of [1, 3, 4, 5, 8, 17])
      for (const columns of [1, 2, 4, 7, 12]) {
        const x = arrayOf(
          device,
          Array.from({ length: rows * columns }, (_, i) => i),
        );
        const out = dense(device, [columns, rows]);
        device.copy({ ...x, shape: [columns, rows], strides: [1, columns] }, out);
        const wanted = Array.from({ length: rows * columns }, (_, i) => (i % rows) * columns + Math.floor(i / rows));
        expect([...device.readSync(out)]).toEqual(wanted);
      }
  });

  test('keeps the bits of NaN, infinities and −0', () => {
    const x = arrayOf(device, [NaN, -0, Infinity, -Infinity, 1e-40]);
    const out = dense(device, [5]);
    device.copy(x, out);
    expect([...device.readSync(out)]).toEqual([NaN, -0, Infinity, -Infinity, Math.fround(1e-40)]);
  });

  test('cuts floats towards zero on their way to integers', () => {
    const out = dense(device, [4], 'int32');
    device.copy(arrayOf(device, [1.9, -1.9, 0.5, -7]), out);
    expect([...device.readSync(out)]).toEqual([1, -1, 0, -7]);
  });
});

describe('fill()', () => {
  test('writes the view and nothing else', () => {
    fc.assert(
      fc.property(
        shapes.chain((s) => layoutsOf(s, { repeats: false })),
        fc.constantFrom(...dtypes),
        (layout, dtype) => {
          const out = twin(device, dtype, layout, 13);
          device.fill(out.view, 5);
          hostKernels.fill(out.host, 5);
          expect(everything(device, out.view)).toEqual([...out.host.data]);
          device.free(out.view.storage);
        },
      ),
    );
  });

  test('takes NaN and fractions for float32', () => {
    const out = dense(device, [5]);
    device.fill(out, NaN);
    expect([...device.readSync(out)]).toEqual([NaN, NaN, NaN, NaN, NaN]);
    device.fill({ ...out, shape: [2], strides: [2] }, 0.5);
    expect([...device.readSync(out)]).toEqual([0.5, NaN, 0.5, NaN, NaN]);
  });
});
