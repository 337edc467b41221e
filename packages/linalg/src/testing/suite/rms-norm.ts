import { type Device, emptyLike, zeros } from '@zero-to-gpt/linalg';
import type { TestApi } from '../test-api.ts';
import { gap, pair } from './cases.ts';

const tolerance = { rtol: 1e-4, atol: 2e-5 };

/** RMS norm and its gradient against the composition, in float64. */
export function describeRMSNorm(make: () => Device, { test, expect }: TestApi): void {
  test('rmsNorm slots equal the composition, with a weight or without', async () => {
    const device = make();
    const { rmsNorm, rmsNormBackward } = device.kernels;
    for (const [rows, width] of [
      [3, 1],
      [4, 3],
      [3, 8],
      [70, 13],
      [130, 65],
    ] as const)
      for (const weighted of [true, false]) {
        const x = pair(device, [2, rows, width], { seed: 100 });
        const weight = pair(device, [width], { seed: 101 });
        const dy = pair(device, [2, rows, width], { seed: 102 });
        const [out, rstd] = [emptyLike(x.x), zeros([2, rows], { device })];
        if (!rmsNorm?.(x.x, weighted ? weight.x : null, out, rstd, { eps: 1e-5 })) return;
        const r = x.exact.mul(x.exact).mean({ axis: -1, keepdims: true }).add(1e-5).pow(-0.5);
        const unit = x.exact.mul(r);
        expect(await gap(out, weighted ? unit.mul(weight.exact) : unit, tolerance)).toBe('');
        expect(await gap(rstd, r.squeeze(-1), tolerance)).toBe('');

        const [dx, dweight] = [emptyLike(x.x), emptyLike(weight.x)];
        if (!rmsNormBackward?.(dy.x, x.x, weighted ? weight.x : null, rstd, dx, dweight)) continue;
        const g = weighted ? dy.exact.mul(weight.exact) : dy.exact;
        const share = unit.mul(g.mul(unit).mean({ axis: -1, keepdims: true }));
        expect(await gap(dx, g.sub(share).mul(r), { rtol: 1e-3, atol: 1e-4 })).toBe('');
        expect(await gap(dweight, dy.exact.mul(unit).sum({ axis: [0, 1] }), tolerance)).toBe('');
      }
  });
}
