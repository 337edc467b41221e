/** Rounds of Philox4x32-10. */
const ROUNDS = 10;

/**
 * Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011): mixes a counter of four words
 * with a key of two words into four random words. No state: block n of a stream is the mix of counter n.
 * All in 32-bit arithmetic, so the same on every host and in WGSL.
 */
export function philox(out: Uint32Array, c0: number, c1: number, c2: number, c3: number, k0: number, k1: number): void {
  let [x0, x1, x2, x3] = [c0, c1, c2, c3];
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(0xd251, 0x1f53, x0);
    const low0 = Math.imul(0xd2511f53, x0);
    const high1 = multiplyHigh(0xcd9e, 0x8d57, x2);
    const low1 = Math.imul(0xcd9e8d57, x2);
    x0 = high1 ^ x1 ^ k0;
    x1 = low1;
    x2 = high0 ^ x3 ^ k1;
    x3 = low0;
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}

/** Upper 32 bits of (high · 2¹⁶ + low) · x, from products of 16-bit halves. */
function multiplyHigh(high: number, low: number, x: number): number {
  const [xh, xl] = [x >>> 16, x & 0xffff];
  const carry = (low * xl) / 65536;
  const middle = high * xl + Math.floor(carry);
  const cross = low * xh + (middle % 65536);
  return (high * xh + Math.floor(middle / 65536) + Math.floor(cross / 65536)) | 0;
}
