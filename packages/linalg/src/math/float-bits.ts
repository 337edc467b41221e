const bits = /* @__PURE__ */ new ArrayBuffer(8);
const float = /* @__PURE__ */ new Float64Array(bits);
const words = /* @__PURE__ */ new Uint32Array(bits); // little-endian: words[1] holds sign, exponent and 20 bits of the fraction

/** 2ⁿ for −1022 ≤ n ≤ 1023, from its bits. */
export function powerOfTwo(n: number): number {
  words[0] = 0;
  words[1] = (n + 1023) << 20;
  return float[0]!;
}

/** `x · 2ⁿ`, also where 2ⁿ alone would overflow or vanish. */
export function scaleByPowerOfTwo(x: number, n: number): number {
  if (n > 1023) return x * powerOfTwo(1023) * powerOfTwo(Math.min(n - 1023, 1023));
  if (n < -1022) return x * powerOfTwo(-1022 + 53) * powerOfTwo(Math.max(n + 1022 - 53, -1022));
  return x * powerOfTwo(n);
}

/** Writes x > 0 as `fraction · 2^exponent` with √½ ≤ fraction < √2. */
export function splitFloat(x: number): { fraction: number; exponent: number } {
  let shift = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984; // 2^54 lifts subnormal numbers
    shift = 54;
  }
  float[0] = x;
  let exponent = (words[1]! >>> 20) - 1023;
  words[1] = (words[1]! & 0xfffff) | 0x3ff00000;
  let fraction = float[0];
  if (fraction > Math.SQRT2) {
    fraction /= 2;
    exponent++;
  }
  return { fraction, exponent: exponent - shift };
}
