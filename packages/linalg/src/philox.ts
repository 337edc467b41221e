/** Rounds of Philox4x32-10. */
const ROUNDS = 10;

/**
 * Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011): mixes a counter of four words
 * with a key of two words into four random words. No state: block n of a stream is the mix of counter n.
 * All in 32-bit arithmetic, so the same on every host and in WGSL.
 */
export function philox(out: Uint32Array, c0: number, c1: number, c2: number, c3: number, k0: number, k1: number): void {
  let x0 = c0 | 0;
  let x1 = c1 | 0;
  let x2 = c2 | 0;
  let x3 = c3 | 0;
  let key0 = k0 | 0;
  let key1 = k1 | 0;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(0xd251, 0x1f53, x0);
    const low0 = Math.imul(0xd2511f53, x0);
    const high1 = multiplyHigh(0xcd9e, 0x8d57, x2);
    const low1 = Math.imul(0xcd9e8d57, x2);
    x0 = high1 ^ x1 ^ key0;
    x1 = low1;
    x2 = high0 ^ x3 ^ key1;
    x3 = low0;
    key0 = (key0 + 0x9e3779b9) | 0;
    key1 = (key1 + 0xbb67ae85) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}

/** Upper 32 bits of (high · 2¹⁶ + low) · x, from products of 16-bit halves: every sum stays below 2³², in 32-bit integers. */
function multiplyHigh(high: number, low: number, x: number): number {
  const xh = x >>> 16;
  const xl = x & 0xffff;
  const middle = (Math.imul(high, xl) >>> 0) + (Math.imul(low, xl) >>> 16);
  const cross = (Math.imul(low, xh) >>> 0) + (middle & 0xffff);
  return (Math.imul(high, xh) + (middle >>> 16) + (cross >>> 16)) | 0;
}
