import { exp } from './exp.ts';

const SQRT_PI = 1.7724538509055159;

/** Error function, 2/√π ∫₀ˣ e^(−t²) dt, to about 1e-15 (Abramowitz & Stegun 7.1.6 and 7.1.14). */
export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  const a = Math.abs(x);
  const y = a < 3 ? series(a) : a < 6 ? 1 - complement(a) : 1;
  return x < 0 ? -y : x === 0 ? x : y;
}

/** 2/√π e^(−x²) Σ 2ᵏ x^(2k+1) / (1·3·5 … (2k+1)): every term is positive, so nothing cancels. */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (2 * x * x) / (2 * k + 1);
    sum += term;
  }
  return (2 / SQRT_PI) * exp(-x * x) * sum;
}

/** 1 − erf(x) for x ≥ 3, as a continued fraction. */
function complement(x: number): number {
  let f = x;
  for (let k = 40; k >= 1; k--) f = x + k / 2 / f;
  return exp(-x * x) / (SQRT_PI * f);
}
