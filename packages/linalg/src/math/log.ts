import { splitFloat } from './float-bits.ts';

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/**
 * Natural logarithm to about 2 ulp: x = m · 2ᵉ, and ln m = 2 artanh(s) with s = (m − 1)/(m + 1), |s| ≤ 0.172.
 * NaN below zero, −∞ at zero.
 */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return x;
  const { fraction, exponent } = splitFloat(x);
  const f = fraction - 1;
  const s = f / (2 + f);
  const z = s * s;
  let p = 0;
  for (let k = 23; k >= 3; k -= 2) p = p * z + 1 / k;
  // 2s = f − s·f: the large part f is exact, the rest is small
  const small = s * (2 * z * p - f);
  return exponent * LN2_HIGH + (exponent * LN2_LOW + small + f);
}

/** ln(1 + x), also for tiny x: the rounding of 1 + x is divided out again (Kahan). */
export function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1 || u === Infinity) return x;
  return (log(u) * x) / (u - 1);
}
