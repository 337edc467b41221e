// Natural logarithm of four floats, within 2 units in the last place.
//
// x = m · 2^e with m in [√½, √2); log m by a polynomial in m − 1 (Cephes, logf), then e · ln 2 in two pieces, the first
// of which is exact. log 0 = −∞, log of less is NaN, log ∞ = ∞; denormal x is scaled up first, so it is exact too.

import { Vec } from './vec.ts';

const table: usize = memory.data<f32>([
  1.17549435e-38, 8388608.0, 7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1,
  -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1, -2.1219444e-4, 0.5, 0.693359375, 1.0, 23.0,
]);

export class Log {
  @inline
  static k(i: i32): v128 {
    return v128.load_splat<f32>(table + (i as usize) * 4);
  }

  @inline
  static of(x0: v128): v128 {
    const small = f32x4.lt(x0, Log.k(0));
    const x = v128.bitselect(f32x4.mul(x0, Log.k(1)), x0, small);
    // 0x3f3504f3 are the bits of √½: whole powers of two above it
    const exponent = i32x4.shr_s(i32x4.sub(x, i32x4.splat(0x3f3504f3)), 23);
    const e = f32x4.sub(f32x4.convert_i32x4_s(exponent), v128.and(small, Log.k(15)));
    const z = f32x4.sub(i32x4.sub(x, i32x4.shl(exponent, 23)), Log.k(14));
    const z2 = f32x4.mul(z, z);
    let p = Vec.fma(Log.k(2), z, Log.k(3));
    p = Vec.fma(p, z, Log.k(4));
    p = Vec.fma(p, z, Log.k(5));
    p = Vec.fma(p, z, Log.k(6));
    p = Vec.fma(p, z, Log.k(7));
    p = Vec.fma(p, z, Log.k(8));
    p = Vec.fma(p, z, Log.k(9));
    p = Vec.fma(p, z, Log.k(10));
    p = f32x4.mul(f32x4.mul(p, z), z2);
    p = Vec.fma(e, Log.k(11), p);
    p = Vec.fms(z2, Log.k(12), p);
    const y = Vec.fma(e, Log.k(13), f32x4.add(z, p));
    // x · ∞ is ∞, NaN or (for 0) NaN: right for everything but 0, which is −∞; finite positive x keep y
    const infinity = f32x4.splat(Infinity);
    const special = v128.bitselect(
      f32x4.neg(infinity),
      f32x4.sqrt(f32x4.mul(x0, infinity)),
      f32x4.eq(x0, f32x4.splat(0)),
    );
    const ordinary = v128.and(f32x4.gt(x0, f32x4.splat(0)), f32x4.lt(x0, infinity));
    return v128.bitselect(y, special, ordinary);
  }

  /** Logarithm of one float. */
  @inline
  static one(x: f32): f32 {
    return f32x4.extract_lane(Log.of(f32x4.splat(x)), 0);
  }
}
