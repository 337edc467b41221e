import { type AdamWStep, emptyLike, type NDArray } from '@zero-to-gpt/linalg';

/** A parameter's value and gradient, and the running means of the gradient and of its square. */
export interface AdamWArrays {
  /** The parameter, changed in place. */
  readonly value: NDArray;
  /** Its gradient. */
  readonly grad: NDArray;
  /** Running mean of the gradient, changed in place. */
  readonly m: NDArray;
  /** Running mean of its square, changed in place. */
  readonly v: NDArray;
}

/** One step of AdamW on arrays of one device: the device's one kernel for all of them, or fourteen small ones for each. */
export function adamwStep(entries: readonly AdamWArrays[], step: AdamWStep): void {
  for (const { value, m } of entries)
    if (value.device !== m.device)
      throw new TypeError(
        `Cannot optimize a parameter on ${value.device.name} with state on ${m.device.name}: move the model first, then make its optimizer`,
      );
  const done = entries[0]?.value.device.kernels.adamw?.(entries, step) ?? false;
  if (!done) for (const entry of entries) composed(entry, step);
}

function composed(
  { value: p, grad: g, m, v }: AdamWArrays,
  { lr, beta1, beta2, correction1, correction2, eps, weightDecay }: AdamWStep,
): void {
  const { device } = p;
  using t = emptyLike(p);
  device.binary('mul', m, beta1, m); // m = β₁·m + (1 − β₁)·g
  device.binary('mul', g, 1 - beta1, t);
  device.binary('add', m, t, m);
  device.binary('mul', v, beta2, v); // v = β₂·v + (1 − β₂)·g²
  device.binary('mul', g, g, t);
  device.binary('mul', t, 1 - beta2, t);
  device.binary('add', v, t, v);
  device.unary('sqrt', v, t); // t = m / (√v / √c₂ + eps)
  device.binary('div', t, Math.sqrt(correction2), t);
  device.binary('add', t, eps, t);
  device.binary('div', m, t, t);
  device.binary('mul', t, lr / correction1, t); // p = p·(1 − lr·decay) − lr / c₁ · t
  device.binary('mul', p, 1 - lr * weightDecay, p);
  device.binary('sub', p, t, p);
}
