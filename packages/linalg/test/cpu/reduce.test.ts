import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCPU, Random } from '../../src/index.ts';
import { hostKernels } from '../../src/reference/host-kernels.ts';
import { sizeOf } from '../../src/shape.ts';
import { arrayOf, dense, distance, everything, layoutsOf, shapes, twin } from './layouts.ts';

const device = createCPU();

describe('reduce()', () => {
  const cases = shapes.chain((shape) =>
    fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }).chain((folds) =>
      fc.tuple(
        layoutsOf(shape),
        layoutsOf(
          shape.map((d, i) => (folds[i] ? 1 : d)),
          { repeats: false },
        ),
      ),
    ),
  );

  test.each(['sum', 'prod', 'max', 'min'] as const)('%s folds any axes of any strides', (op) => {
    fc.assert(
      fc.property(cases, ([lx, lo]) => {
        const [x, out] = [twin(device, 'float32', lx, 14), twin(device, 'float32', lo, 15)];
        if (op === 'prod') {
          // numbers up to 2, or up to 1 where many are multiplied: products stay finite in every order
          const factor = sizeOf(lx.shape) > 100 * sizeOf(lo.shape) ? 0.125 : 0.25;
          const all = { shape: [lx.size], strides: [1], offset: 0 };
          device.binary('mul', { ...x.view, ...all }, factor, { ...x.view, ...all });
          hostKernels.binary('mul', { ...x.host, ...all }, factor, { ...x.host, ...all });
        }
        device.reduce(op, x.view, out.view);
        hostKernels.reduce(op, x.host, out.host);
        expect(distance(everything(device, out.view), Float32Array.from(out.host.data))).toBeLessThan(1e-5);
        for (const t of [x, out]) device.free(t.view.storage);
      }),
      { numRuns: 100 },
    );
  });

  test('sum() of a million tenths is right to six digits', () => {
    const x = dense(device, [1000, 1001]);
    device.fill(x, 0.1);
    const out = dense(device, [1, 1]);
    device.reduce('sum', x, out);
    expect(device.readSync(out)[0]! / (1001000 * Math.fround(0.1))).toBeCloseTo(1, 6);
  });

  test('max() and min() keep NaN wherever it stands', () => {
    for (const length of [1, 4, 7, 40, 600])
      for (const at of [0, length >> 1, length - 1]) {
        const x = arrayOf(
          device,
          Array.from({ length }, (_, i) => (i === at ? NaN : i)),
        );
        const out = dense(device, [1]);
        for (const op of ['max', 'min'] as const) {
          device.reduce(op, x, out);
          expect(device.readSync(out)[0]).toBeNaN();
        }
      }
  });

  test('of nothing is 0, 1, −∞ and ∞', () => {
    const x = dense(device, [3, 0]);
    const out = dense(device, [3, 1]);
    for (const [op, wanted] of [
      ['sum', 0],
      ['prod', 1],
      ['max', -Infinity],
      ['min', Infinity],
    ] as const) {
      device.reduce(op, x, out);
      expect([...device.readSync(out)]).toEqual([wanted, wanted, wanted]);
    }
  });

  test.each(['float64', 'int32', 'uint8'] as const)('sum() of %s is exact', (dtype) => {
    const out = dense(device, [1, 3], dtype);
    device.reduce('sum', arrayOf(device, [1, 2, 3, 4, 5, 6], [2, 3], dtype), out);
    expect([...device.readSync(out)]).toEqual([5, 7, 9]);
  });
});

test('argmax() gives the first largest element', () => {
  const out = dense(device, [2, 1], 'int32');
  device.argmax(arrayOf(device, [1, 5, 5, -2, -3, -2], [2, 3]), out);
  expect([...device.readSync(out)]).toEqual([1, 0]);
});

test('a fold of the last axes, done in one call where it is small, gives the numbers of a large one', () => {
  using all = new Random(1).normal([5, 4, 1024], { device });
  using some = all.slice({ stop: 4 }); // 16,384 elements
  for (const axis of [2, [1, 2]])
    expect(some.sum({ axis }).toFlat()).toEqual(all.sum({ axis }).slice({ stop: 4 }).toFlat());
  expect(some.max({ axis: [1, 2] }).toFlat()).toEqual(
    all
      .max({ axis: [1, 2] })
      .slice({ stop: 4 })
      .toFlat(),
  );
});
