// The innermost loop of every matrix product: a 6×8 tile of C stays in twelve vector registers while k runs.
//
// For each k: two vectors of B, six repeated elements of A, twelve multiply-adds. So 20 instructions do 96 operations,
// and the loads hide behind the arithmetic; four accumulators (a 4×4 tile) would wait for each other's latency.
// Accumulators are set before the loop and stored once after it: V8 then keeps all of them in registers.

import { Vec } from './vec.ts';

/** The tile in registers. */
export class Micro {
  /** C[6, 8] = (add ? C : 0) + panel of A [kc, 6] · panel of B [kc, 8]; rows of C are `ldc` bytes apart. */
  @inline
  static tile(kc: i32, a: usize, b: usize, c: usize, ldc: usize, add: bool): void {
    let c00 = f32x4.splat(0);
    let c01 = f32x4.splat(0);
    let c10 = f32x4.splat(0);
    let c11 = f32x4.splat(0);
    let c20 = f32x4.splat(0);
    let c21 = f32x4.splat(0);
    let c30 = f32x4.splat(0);
    let c31 = f32x4.splat(0);
    let c40 = f32x4.splat(0);
    let c41 = f32x4.splat(0);
    let c50 = f32x4.splat(0);
    let c51 = f32x4.splat(0);
    if (add) {
      let q = c;
      c00 = v128.load(q);
      c01 = v128.load(q, 16);
      q += ldc;
      c10 = v128.load(q);
      c11 = v128.load(q, 16);
      q += ldc;
      c20 = v128.load(q);
      c21 = v128.load(q, 16);
      q += ldc;
      c30 = v128.load(q);
      c31 = v128.load(q, 16);
      q += ldc;
      c40 = v128.load(q);
      c41 = v128.load(q, 16);
      q += ldc;
      c50 = v128.load(q);
      c51 = v128.load(q, 16);
    }
    const end = a + (kc as usize) * 24;
    do {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      const a0 = v128.load_splat<f32>(a);
      c00 = Vec.fma(a0, b0, c00);
      c01 = Vec.fma(a0, b1, c01);
      const a1 = v128.load_splat<f32>(a, 4);
      c10 = Vec.fma(a1, b0, c10);
      c11 = Vec.fma(a1, b1, c11);
      const a2 = v128.load_splat<f32>(a, 8);
      c20 = Vec.fma(a2, b0, c20);
      c21 = Vec.fma(a2, b1, c21);
      const a3 = v128.load_splat<f32>(a, 12);
      c30 = Vec.fma(a3, b0, c30);
      c31 = Vec.fma(a3, b1, c31);
      const a4 = v128.load_splat<f32>(a, 16);
      c40 = Vec.fma(a4, b0, c40);
      c41 = Vec.fma(a4, b1, c41);
      const a5 = v128.load_splat<f32>(a, 20);
      c50 = Vec.fma(a5, b0, c50);
      c51 = Vec.fma(a5, b1, c51);
      a += 24;
      b += 32;
    } while (a < end);
    v128.store(c, c00);
    v128.store(c, c01, 16);
    c += ldc;
    v128.store(c, c10);
    v128.store(c, c11, 16);
    c += ldc;
    v128.store(c, c20);
    v128.store(c, c21, 16);
    c += ldc;
    v128.store(c, c30);
    v128.store(c, c31, 16);
    c += ldc;
    v128.store(c, c40);
    v128.store(c, c41, 16);
    c += ldc;
    v128.store(c, c50);
    v128.store(c, c51, 16);
  }
}
