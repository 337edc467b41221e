// The innermost loop for 256-bit registers: a 4×16 tile of C, for V8's revectorizer.
//
// WebAssembly has 128-bit vectors only. Where asked to, V8 (Node from 24 on, x64) joins two neighbouring ones that go the
// same way into one 256-bit register. For each k that leaves two loads of B, four repeated elements of A and eight
// multiply-adds: 128 operations in 14 instructions, where micro.ts has 96 in 20; 1.6 times as fast. Sixteen accumulators
// become eight registers, just as many as cover the latency of two multiply-add units. Taller tiles spill.
// Without the revectorizer the sixteen do not fit into the registers, and this loop is slower than micro.ts.

import { Vec } from './vec.ts';

/** The tile in registers. */
export class MicroWide {
  /** C[4, 16] = (add ? C : 0) + panel of A [kc, 4] · panel of B [kc, 16]; rows of C are `ldc` bytes apart. */
  @inline
  static tile(kc: i32, a: usize, b: usize, c: usize, ldc: usize, add: bool): void {
    let c00 = f32x4.splat(0);
    let c01 = f32x4.splat(0);
    let c02 = f32x4.splat(0);
    let c03 = f32x4.splat(0);
    let c10 = f32x4.splat(0);
    let c11 = f32x4.splat(0);
    let c12 = f32x4.splat(0);
    let c13 = f32x4.splat(0);
    let c20 = f32x4.splat(0);
    let c21 = f32x4.splat(0);
    let c22 = f32x4.splat(0);
    let c23 = f32x4.splat(0);
    let c30 = f32x4.splat(0);
    let c31 = f32x4.splat(0);
    let c32 = f32x4.splat(0);
    let c33 = f32x4.splat(0);
    if (add) {
      let q = c;
      c00 = v128.load(q);
      c01 = v128.load(q, 16);
      c02 = v128.load(q, 32);
      c03 = v128.load(q, 48);
      q += ldc;
      c10 = v128.load(q);
      c11 = v128.load(q, 16);
      c12 = v128.load(q, 32);
      c13 = v128.load(q, 48);
      q += ldc;
      c20 = v128.load(q);
      c21 = v128.load(q, 16);
      c22 = v128.load(q, 32);
      c23 = v128.load(q, 48);
      q += ldc;
      c30 = v128.load(q);
      c31 = v128.load(q, 16);
      c32 = v128.load(q, 32);
      c33 = v128.load(q, 48);
    }
    const end = a + (kc as usize) * 16;
    do {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      const b2 = v128.load(b, 32);
      const b3 = v128.load(b, 48);
      const a0 = v128.load_splat<f32>(a);
      c00 = Vec.fma(a0, b0, c00);
      c01 = Vec.fma(a0, b1, c01);
      c02 = Vec.fma(a0, b2, c02);
      c03 = Vec.fma(a0, b3, c03);
      const a1 = v128.load_splat<f32>(a, 4);
      c10 = Vec.fma(a1, b0, c10);
      c11 = Vec.fma(a1, b1, c11);
      c12 = Vec.fma(a1, b2, c12);
      c13 = Vec.fma(a1, b3, c13);
      const a2 = v128.load_splat<f32>(a, 8);
      c20 = Vec.fma(a2, b0, c20);
      c21 = Vec.fma(a2, b1, c21);
      c22 = Vec.fma(a2, b2, c22);
      c23 = Vec.fma(a2, b3, c23);
      const a3 = v128.load_splat<f32>(a, 12);
      c30 = Vec.fma(a3, b0, c30);
      c31 = Vec.fma(a3, b1, c31);
      c32 = Vec.fma(a3, b2, c32);
      c33 = Vec.fma(a3, b3, c33);
      a += 16;
      b += 64;
    } while (a < end);
    v128.store(c, c00);
    v128.store(c, c01, 16);
    v128.store(c, c02, 32);
    v128.store(c, c03, 48);
    c += ldc;
    v128.store(c, c10);
    v128.store(c, c11, 16);
    v128.store(c, c12, 32);
    v128.store(c, c13, 48);
    c += ldc;
    v128.store(c, c20);
    v128.store(c, c21, 16);
    v128.store(c, c22, 32);
    v128.store(c, c23, 48);
    c += ldc;
    v128.store(c, c30);
    v128.store(c, c31, 16);
    v128.store(c, c32, 32);
    v128.store(c, c33, 48);
  }
}
