// e^x for four floats, within 3 units in the last place (5 from x = 88.4 on), from + − × alone: the same bits on every machine.
//
// x = n·ln 2 + r with |r| ≤ ln 2 / 2; e^r by a polynomial of degree 7 (Cephes, expf); 2^n by writing the exponent bits.
// The constants are loaded from memory: V8 builds a v128 constant again at every use, which took 2.5 times as long.
// Where the result would fall below 2^-126 it is 0: denormal numbers are 50 to 150 times slower and help nobody.

import { Vec } from './vec.ts';

const table: usize = memory.data<f32>([
  89.0, 1.44269504088896341, 12582912.0, 12583039.0, 0.693359375, -2.1219444e-4, 1.98756915e-4, 1.3981999507e-3,
  8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1.0, -87.3365,
]);

export class Exp {
  @inline
  static k(i: i32): v128 {
    return v128.load_splat<f32>(table + (i as usize) * 4);
  }

  /** e^x: 0 below −87.34, ∞ above 88.72, NaN for NaN. */
  @inline
  static of(x0: v128): v128 {
    // pmin(a, b) is b < a ? b : a, so NaN passes through as the first argument
    const x = f32x4.pmin(x0, Exp.k(0));
    // adding 1.5·2^23 rounds to a whole number, which then stands in the low bits; n stays ≤ 127 so that 2^n is finite
    const t = f32x4.pmin(Vec.fma(x, Exp.k(1), Exp.k(2)), Exp.k(3));
    const n = f32x4.sub(t, Exp.k(2));
    const r = Vec.fms(n, Exp.k(5), Vec.fms(n, Exp.k(4), x));
    let p = Vec.fma(Exp.k(6), r, Exp.k(7));
    p = Vec.fma(p, r, Exp.k(8));
    p = Vec.fma(p, r, Exp.k(9));
    p = Vec.fma(p, r, Exp.k(10));
    p = Vec.fma(p, r, Exp.k(11));
    p = Vec.fma(p, f32x4.mul(r, r), f32x4.add(r, Exp.k(12)));
    const power = i32x4.add(i32x4.shl(t, 23), Exp.k(12)); // the bits of 1.0 are the exponent's bias
    return v128.andnot(f32x4.mul(p, power), f32x4.lt(x0, Exp.k(13)));
  }

  /** 1 / (1 + e^−x): 0 below −87.34, 1 far above. */
  @inline
  static sigmoid(x: v128): v128 {
    const one = Exp.k(12);
    const y = f32x4.div(one, f32x4.add(one, Exp.of(f32x4.neg(x))));
    return v128.andnot(y, f32x4.lt(x, Exp.k(13)));
  }
}
