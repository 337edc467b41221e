import { scaleByPowerOfTwo } from './float-bits.ts';

/** ln 2 in two parts: the first has its last 21 bits empty, so that n · high is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** 1/2!, 1/3!, … 1/17!. */
const inverseFactorials = /* @__PURE__ */ (() => {
  const out: number[] = [];
  for (let k = 2, f = 2; k <= 17; k++, f *= k) out.push(1 / f);
  return out;
})();

/** Σ rᵏ/k! for k ≥ 1: eʳ − 1 for |r| ≤ ½, without the cancellation of exp(r) − 1. */
function series(r: number): number {
  let p = 0;
  for (let k = inverseFactorials.length - 1; k >= 0; k--) p = p * r + inverseFactorials[k]!;
  return r + r * r * p;
}

/** eˣ to about 1 ulp: x = n ln 2 + r, |r| ≤ ln 2 / 2, a Taylor series for eʳ, and n goes into the exponent. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  const n = Math.round(x * Math.LOG2E);
  const r = x - n * LN2_HIGH - n * LN2_LOW;
  return scaleByPowerOfTwo(1 + series(r), n);
}

/** eˣ − 1, exact to about 2 ulp near zero as well. */
export function expm1(x: number): number {
  return Math.abs(x) < 0.5 ? series(x) : exp(x) - 1;
}
