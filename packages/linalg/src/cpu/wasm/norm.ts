// Length of all gradients taken as one vector, and the cut to a largest length.
//
// Squares are added in float64: no gradient is too large or too small for it. Blocks of 16384 elements have a place each,
// added up in order at the end, so the number does not depend on how many threads took part. It stays in memory: the
// host never waits for it.

import { Vec } from './vec.ts';

/** Elements of one block. */
const BLOCK: i32 = 16384;

/** sums[block] = Σ x² (float64) for blocks begin … end−1 of `count` elements. */
export function squareBlocks(x: usize, count: i32, sums: usize, begin: i32, end: i32): void {
  const zero = f32x4.splat(0);
  for (let block = begin; block < end; block++) {
    let p = x + ((block * BLOCK) as usize) * 4;
    let a = zero;
    let b = zero;
    for (let left = min(BLOCK, count - block * BLOCK); left > 0; left -= 4) {
      const v = Vec.part(p, left, zero);
      const low = f64x2.promote_low_f32x4(v);
      const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 0, 1));
      a = f64x2.add(a, f64x2.mul(low, low));
      b = f64x2.add(b, f64x2.mul(high, high));
      p += 16;
    }
    const s = f64x2.add(a, b);
    store<f64>(sums + (block as usize) * 8, f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1));
  }
}

/** out = √ of the sum of `count` float64 numbers. */
export function rootOfSum(sums: usize, count: i32, out: usize): void {
  let total: f64 = 0;
  for (let i = 0; i < count; i++) total += load<f64>(sums + (i as usize) * 8);
  store<f32>(out, sqrt<f64>(total) as f32);
}

/** x ·= min(1, most / (norm + 1e-6)) for elements begin … end−1. */
export function clipRange(x: usize, norm: usize, most: f32, begin: i32, end: i32): void {
  const factor: f32 = min<f32>(1, most / (load<f32>(norm) + 1e-6));
  if (factor === 1) return;
  const k = f32x4.splat(factor);
  let p = x + (begin as usize) * 4;
  for (let left = end - begin; left > 0; left -= 4) {
    Vec.put(p, f32x4.mul(Vec.part(p, left, k), k), left);
    p += 16;
  }
}
