import type { AdamWEntry, AdamWStep } from '../../kernels.ts';
import { sizeOf } from '../../shape.ts';
import type { View } from '../../view.ts';
import type { Engine } from '../engine.ts';
import { areFloat32, denseOf, haveShapes } from '../matrix.ts';

/** Elements of one block of the gradients' norm; the kernel counts with the same number. */
const BLOCK = 16384;

/** One AdamW step on every entry. */
export function adamw(engine: Engine, entries: readonly AdamWEntry[], step: AdamWStep): boolean {
  const { lr, beta1, beta2, correction1, correction2, eps, weightDecay } = step;
  const addresses: number[][] = [];
  for (const { value, grad, m, v } of entries) {
    const found = allDense(engine, [value, grad, m, v]);
    if (!found || !haveShapes([grad, value.shape], [m, value.shape], [v, value.shape])) return false;
    addresses.push(found);
  }
  const numbers = [beta1, 1 - beta1, beta2, 1 - beta2, lr / correction1, 1 / correction2, eps, 1 - lr * weightDecay];
  entries.forEach(({ value, m, v }, i) => {
    for (const w of [value, m, v]) w.storage.version++;
    engine.runner.run('adamwRange', [...addresses[i]!, ...numbers], { count: sizeOf(value.shape), cost: 4, grain: 16 });
  });
  return true;
}

/** out = √(Σ of the squares of all elements of all gradients). */
export function gradNorm(engine: Engine, grads: readonly View[], out: View): boolean {
  const addresses = allDense(engine, [...grads, out]);
  if (!addresses) return false;
  out.storage.version++;
  const counts = grads.map((g) => Math.ceil(sizeOf(g.shape) / BLOCK));
  const total = counts.reduce((a, b) => a + b, 0);
  engine.scratch(8 * total, (sums) => {
    let at = sums;
    grads.forEach((g, i) => {
      engine.runner.run('squareBlocks', [addresses[i]!, sizeOf(g.shape), at], { count: counts[i]!, cost: BLOCK });
      at += 8 * counts[i]!;
    });
    engine.exports.rootOfSum(sums, total, addresses.at(-1)!);
  });
  return true;
}

/** Every view is multiplied by min(1, maxNorm / (norm + 1e-6)). */
export function clipByNorm(engine: Engine, grads: readonly View[], norm: View, maxNorm: number): boolean {
  const addresses = allDense(engine, [...grads, norm]);
  if (!addresses) return false;
  grads.forEach((g, i) => {
    g.storage.version++;
    engine.runner.run('clipRange', [addresses[i]!, addresses.at(-1)!, maxNorm], { count: sizeOf(g.shape), grain: 16 });
  });
  return true;
}

/** Addresses of views of float32 that lie side by side, or null where one does not. */
function allDense(engine: Engine, views: readonly View[]): number[] | null {
  if (!areFloat32(...views)) return null;
  const addresses: number[] = [];
  for (const v of views) {
    const address = denseOf(engine, v);
    if (address === null) return null;
    addresses.push(address);
  }
  return addresses;
}
