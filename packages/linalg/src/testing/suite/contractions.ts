import { array, type Device, full, zeros } from '@zero-to-gpt/linalg';
import type { TestApi } from '../test-api.ts';
import { gap, layouts, pair } from './cases.ts';

/** Reductions, matrix products, look-ups: the kernels that add up. */
export function describeContractions(make: () => Device, { test, expect }: TestApi): void {
  for (const op of ['sum', 'mean', 'prod', 'max', 'min'] as const)
    test(`${op}() equals float64 over every axis and layout`, async () => {
      const device = make();
      for (const { of } of layouts) {
        const { x, exact } = pair(device, [4, 3, 11]);
        for (const axis of [undefined, 0, 1, 2, -1, [0, 1], [0, 2], [1, 2]] as const)
          for (const keepdims of [false, true]) {
            const options = { keepdims, ...(axis === undefined ? {} : { axis }) };
            expect(await gap(of(x)[op](options), of(exact)[op](options), { atol: 1e-5 })).toBe('');
          }
      }
    });

  test('sum() of 100,000 equal numbers keeps six digits', async () => {
    const x = full([100_000], 0.1, { device: make() });
    expect(await gap(x.sum(), array(10_000.000149, { dtype: 'float64' }), { rtol: 1e-6 })).toBe('');
  });

  test('max() and min() keep NaN', async () => {
    const x = array(
      [
        [1, NaN, 3, 4, 5, 6, 7, 8, 9],
        [9, 8, 7, 6, 5, 4, 3, 2, 1],
      ],
      { device: make() },
    );
    expect(await gap(x.max({ axis: 1 }), array([NaN, 9]))).toBe('');
    expect(await gap(x.min({ axis: 1 }), array([NaN, 1]))).toBe('');
  });

  test('argmax() and argmin() find the first extreme along each axis', async () => {
    const device = make();
    const { x, exact } = pair(device, [6, 7], { dtype: 'int32' });
    for (const axis of [0, 1]) {
      expect(await gap(x.argmax({ axis }), exact.argmax({ axis }))).toBe('');
      expect(await gap(x.astype('float32').argmin({ axis }), exact.argmin({ axis }))).toBe('');
    }
    expect(await gap(array([2, 9, 9, 1], { device }).argmax(), array(1))).toBe('');
  });

  test('matmul() equals float64 for sizes around every block and for every layout', async () => {
    const device = make();
    const sizes: readonly (readonly [number, number, number])[] = [
      [1, 1, 1],
      [1, 9, 1],
      [6, 4, 8],
      [7, 5, 9],
      [13, 33, 17],
      [30, 70, 25],
      [5, 530, 12],
    ];
    for (const [m, k, n] of sizes) {
      const a = pair(device, [m, k], { seed: 11 });
      const b = pair(device, [k, n], { seed: 12 });
      const tolerance = { atol: 1e-4 };
      const wanted = a.exact.matmul(b.exact);
      expect(await gap(a.x.matmul(b.x), wanted, tolerance)).toBe('');
      expect(await gap(a.x.T.clone().T.matmul(b.x), wanted, tolerance)).toBe('');
      expect(await gap(a.x.matmul(b.x.T.clone().T), wanted, tolerance)).toBe('');
      expect(await gap(a.x.T.clone().T.matmul(b.x.T.clone().T), wanted, tolerance)).toBe('');
    }
  });

  test('matmul() broadcasts batches and takes strided heads', async () => {
    const device = make();
    const q = pair(device, [2, 5, 3, 4], { seed: 13 });
    const k = pair(device, [2, 5, 3, 4], { seed: 14 });
    const scores = (x: typeof q.x, y: typeof q.x) => x.transpose(1, 2).matmul(y.transpose(1, 2).mT); // (B, H, T, T)
    expect(await gap(scores(q.x, k.x), scores(q.exact, k.exact))).toBe('');
    const w = pair(device, [4, 6], { seed: 15 });
    expect(await gap(q.x.matmul(w.x), q.exact.matmul(w.exact))).toBe('');
  });

  test('matmul() adds to its output where asked', async () => {
    const device = make();
    const a = pair(device, [7, 6], { seed: 16 });
    const b = pair(device, [6, 10], { seed: 17 });
    const out = full([7, 10], 2, { device });
    device.matmul(a.x, b.x, out, { accumulate: true });
    expect(await gap(out, a.exact.matmul(b.exact).add(2), { atol: 1e-5 })).toBe('');
  });

  test('matmul() writes into a strided output and nothing beside it', async () => {
    const device = make();
    const a = pair(device, [5, 3], { seed: 18 });
    const b = pair(device, [3, 4], { seed: 19 });
    const wide = zeros([5, 9], { device });
    device.matmul(a.x, b.x, wide.slice({}, { start: 2, stop: 6 }));
    expect(await gap(wide.slice({}, { start: 2, stop: 6 }), a.exact.matmul(b.exact))).toBe('');
    expect([...(await wide.slice({}, 1).data()), ...(await wide.slice({}, 6).data())].every((x) => x === 0)).toBe(true);
  });

  test('matmul() over no inner elements gives zeros', async () => {
    const device = make();
    const product = zeros([2, 0], { device }).matmul(zeros([0, 3], { device }));
    expect([...(await product.data())]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('take() gathers rows, and scatterAdd() adds repeated rows up', async () => {
    const device = make();
    const table = pair(device, [7, 5], { seed: 20 });
    const ids = array(
      [
        [3, 0],
        [3, 6],
      ],
      { dtype: 'int32', device },
    );
    const idsExact = array(
      [
        [3, 0],
        [3, 6],
      ],
      { dtype: 'int32', device: table.exact.device },
    );
    expect(await gap(table.x.take(ids), table.exact.take(idsExact))).toBe('');
    const out = zeros([7, 5], { device });
    const rows = pair(device, [4, 5], { seed: 21 });
    device.scatterAdd(ids.reshape(-1), rows.x, out);
    const wanted = zeros([7, 5], { dtype: 'float64', device: table.exact.device });
    table.exact.device.scatterAdd(idsExact.reshape(-1), rows.exact, wanted);
    expect(await gap(out, wanted)).toBe('');
  });
}
