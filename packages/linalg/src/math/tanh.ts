import { exp, expm1 } from './exp.ts';

/** Hyperbolic tangent to about 2 ulp. */
export function tanh(x: number): number {
  const a = Math.abs(x);
  if (a > 22) return Math.sign(x);
  const e = expm1(2 * a);
  const y = e / (e + 2);
  return x < 0 ? -y : x === 0 ? x : y;
}

/** 1 / (1 + e⁻ˣ), without overflow on either side. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}
