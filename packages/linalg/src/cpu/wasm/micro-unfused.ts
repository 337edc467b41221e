// The innermost loop where multiply and add are two instructions: a 4×8 tile of C.
//
// A product needs a register until it is added, so micro.ts's twelve accumulators, two vectors of B and one element of A
// would be one too many for the fifteen registers that V8 gives out; what it then spills halves the speed. Eight
// accumulators leave room, and run 1.8 times as fast as the 6×8 tile would.

import { Vec } from './vec.ts';

/** The tile in registers. */
export class MicroUnfused {
  /** C[4, 8] = (add ? C : 0) + panel of A [kc, 4] · panel of B [kc, 8]; rows of C are `ldc` bytes apart. */
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
    }
    const end = a + (kc as usize) * 16;
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
      a += 16;
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
  }
}
