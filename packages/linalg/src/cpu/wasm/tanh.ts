// tanh of four floats, within 3 units in the last place, exactly ±1 from |x| = 9.02 on.
//
// |x| < 0.625: x + x³ · P(x²) (Cephes, tanhf), which keeps the relative error of small x;
// above: 1 − 2 / (e^2|x| + 1), with the sign put back. Both are computed and the lane chooses: SIMD has no branches.

import { Exp } from './exp.ts';
import { Vec } from './vec.ts';

const table: usize = memory.data<f32>([
  -5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1, 0.625, 1.0, 2.0,
]);

export class Tanh {
  @inline
  static k(i: i32): v128 {
    return v128.load_splat<f32>(table + (i as usize) * 4);
  }

  @inline
  static of(x: v128): v128 {
    const size = f32x4.abs(x);
    const z = f32x4.mul(x, x);
    let p = Vec.fma(Tanh.k(0), z, Tanh.k(1));
    p = Vec.fma(p, z, Tanh.k(2));
    p = Vec.fma(p, z, Tanh.k(3));
    p = Vec.fma(p, z, Tanh.k(4));
    const near = Vec.fma(f32x4.mul(p, z), x, x);
    const e = Exp.of(f32x4.add(size, size));
    const far = f32x4.sub(Tanh.k(6), f32x4.div(Tanh.k(7), f32x4.add(e, Tanh.k(6))));
    const signed = v128.or(far, v128.and(x, i32x4.splat(0x80000000)));
    return v128.bitselect(near, signed, f32x4.lt(size, Tanh.k(5)));
  }
}
