import { type Device, emptyLike, eye, type NDArray } from '@zero-to-gpt/linalg';
import type { TestApi } from '../test-api.ts';
import { gap, pair } from './cases.ts';

/** Newton–Schulz iterations against the formula, in float64. */
export function describeNewtonSchulz(make: () => Device, { test, expect }: TestApi): void {
  test('newtonSchulz slot equals X ← 3.4445 X − 4.775 (XXᵀ)X + 2.0315 (XXᵀ)²X for wide and tall matrices', async () => {
    const device = make();
    const slot = device.kernels.newtonSchulz;
    for (const [m, n] of [
      [1, 1],
      [3, 7],
      [16, 16],
      [40, 9],
      [65, 130],
    ] as const)
      for (const steps of [0, 1, 4, 5]) {
        const x = pair(device, [m, n], { seed: 110 });
        const out = emptyLike(x.x);
        if (!slot?.(x.x, out, { steps, eps: 1e-7 })) return;
        let wanted: NDArray = x.exact.div(x.exact.mul(x.exact).sum().sqrt().add(1e-7));
        for (let step = 0; step < steps; step++) {
          const gram = wanted.matmul(wanted.T);
          wanted = wanted.mul(3.4445).add(gram.mul(-4.775).add(gram.matmul(gram).mul(2.0315)).matmul(wanted));
        }
        expect(await gap(out, wanted, { atol: 1e-3 })).toBe('');
      }
  });

  test('newtonSchulz slot brings singular values near 1, and works in place', async () => {
    const device = make();
    const { x } = pair(device, [12, 40], { seed: 111 });
    if (!device.kernels.newtonSchulz?.(x, x, { steps: 8, eps: 1e-7 })) return;
    expect(await gap(x.matmul(x.T), eye(12), { atol: 0.6 })).toBe('');
  });
}
