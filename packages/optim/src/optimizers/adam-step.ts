import { type AdamWStep, emptyLike, type NDArray } from '@zero-to-gpt/linalg';
import { runningMean } from '../layers/running-mean.ts';
import { decayedGradient } from './decayed-gradient.ts';

/** A parameter's value and gradient, and the running means of the gradient and of its square. */
export interface AdamArrays {
  /** The parameter, changed in place. */
  readonly value: NDArray;
  /** Its gradient. */
  readonly grad: NDArray;
  /** Running mean of the gradient, changed in place. */
  readonly m: NDArray;
  /** Running mean of its square, changed in place. */
  readonly v: NDArray;
  /** The largest v so far, changed in place (AMSGrad). */
  readonly maxV: NDArray | null;
}

/**
 * One step of Adam on arrays of one device: the device's one kernel for all of them, or about twelve small ones for each.
 * The decay is part of the gradient (Adam), or shrinks the parameter beside it (AdamW).
 */
export function adamStep(
  entries: readonly AdamArrays[],
  step: AdamWStep,
  decay: 'gradient' | 'parameter' = 'parameter',
): void {
  if (decay === 'parameter' || step.weightDecay === 0) {
    if (!fused(entries, step)) for (const entry of entries) composed(entry, step);
    return;
  }
  const undecayed = { ...step, weightDecay: 0 };
  for (const entry of entries) {
    using t = emptyLike(entry.value);
    const decayed = { ...entry, grad: decayedGradient(entry.value, entry.grad, step.weightDecay, t) };
    if (!fused([decayed], undecayed)) composed(decayed, undecayed);
  }
}

function fused(entries: readonly AdamArrays[], step: AdamWStep): boolean {
  if (entries.some(({ maxV }) => maxV)) return false;
  return entries[0]?.value.device.kernels.adamw?.(entries, step) ?? false;
}

function composed(
  { value: p, grad: g, m, v, maxV }: AdamArrays,
  { lr, beta1, beta2, correction1, correction2, eps, weightDecay }: AdamWStep,
): void {
  const { device } = p;
  using t = emptyLike(p);
  runningMean(m, g, beta1, t); // m = β₁·m + (1 − β₁)·g
  device.binary('mul', g, g, t);
  runningMean(v, t, beta2, t); // v = β₂·v + (1 − β₂)·g²
  if (maxV) device.binary('maximum', maxV, v, maxV);
  device.unary('sqrt', maxV ?? v, t); // t = m / (√v / √c₂ + eps)
  device.binary('div', t, Math.sqrt(correction2), t);
  device.binary('add', t, eps, t);
  device.binary('div', m, t, t);
  device.binary('mul', t, lr / correction1, t); // p = p·(1 − lr·decay) − lr / c₁ · t
  if (weightDecay > 0) device.binary('mul', p, 1 - lr * weightDecay, p);
  device.binary('sub', p, t, p);
}
