import { type Device, zeros } from '@zero-to-gpt/linalg';
import type { TestApi } from '../test-api.ts';
import { gap, pair } from './cases.ts';

/** Slots of optimizers: one step of AdamW, the norm of all gradients, clipping by it. */
export function describeOptimizerSlots(make: () => Device, { test, expect }: TestApi): void {
  test('adamw moves parameters and moments as the formulas say', async () => {
    const device = make();
    const [lr, beta1, beta2, eps, weightDecay] = [0.1, 0.9, 0.99, 1e-8, 0.05];
    const shapes = [[3, 7], [5], [64]];
    const entries = shapes.map((shape, i) => {
      const [value, grad, m, root] = [60, 61, 62, 63].map((seed) => pair(device, shape, { seed: seed + 10 * i }));
      const v = { x: root!.x.mul(root!.x), exact: root!.exact.mul(root!.exact) };
      return { value: value!, grad: grad!, m: m!, v };
    });
    const wanted = entries.map(({ value, grad, m, v }) => {
      const m2 = m.exact.mul(beta1).add(grad.exact.mul(1 - beta1));
      const v2 = v.exact.mul(beta2).add(grad.exact.mul(grad.exact).mul(1 - beta2));
      const update = m2.div(0.19).div(v2.div(0.0199).sqrt().add(eps));
      return { m2, v2, value: value.exact.mul(1 - lr * weightDecay).sub(update.mul(lr)) };
    });
    const done = device.kernels.adamw?.(
      entries.map(({ value, grad, m, v }) => ({ value: value.x, grad: grad.x, m: m.x, v: v.x })),
      { lr, beta1, beta2, correction1: 0.19, correction2: 0.0199, eps, weightDecay },
    );
    if (!done) return;
    for (const [i, { value, m, v }] of entries.entries()) {
      expect(await gap(m.x, wanted[i]!.m2)).toBe('');
      expect(await gap(v.x, wanted[i]!.v2)).toBe('');
      expect(await gap(value.x, wanted[i]!.value)).toBe('');
    }
  });

  test('gradNorm and clipByNorm treat all gradients as one vector', async () => {
    const device = make();
    const grads = [[3, 7], [5], [70]].map((shape, i) => pair(device, shape, { seed: 90 + i }));
    const norm = zeros([1], { device });
    if (
      !device.kernels.gradNorm?.(
        grads.map((g) => g.x),
        norm,
      )
    )
      return;
    const sum = grads.reduce((s, g) => s + g.exact.mul(g.exact).sum().item(), 0);
    const length = Math.sqrt(sum);
    expect(await gap(norm, zeros([1]).add(length))).toBe('');
    const clip = device.kernels.clipByNorm;
    if (
      clip?.(
        grads.map((g) => g.x),
        norm,
        2 * length,
      )
    )
      expect(await gap(grads[0]!.x, grads[0]!.exact)).toBe('');
    if (
      clip?.(
        grads.map((g) => g.x),
        norm,
        0.5,
      )
    )
      for (const g of grads) expect(await gap(g.x, g.exact.mul(0.5 / (length + 1e-6)))).toBe('');
  });
}
