// Copies blocks of a matrix into panels, the order in which the micro-kernel of gemm.ts reads them.
//
// A panel of A holds MR rows, column by column; a panel of B NR columns, row by row. Strides are free, so plain,
// transposed and head-sliced matrices are packed alike, the first two with 4×4 transpositions in registers. A panel is
// read hundreds of times once packed: the copy pays for itself through whole cache lines and no address arithmetic.
// Denormal numbers become 0 on the way: with them a product falls from 54 GFLOP/s to 0.3. NaN stays NaN.

import { Vec } from './vec.ts';

/** Rows of a panel of A, and of the tile that stays in registers. */
export const MR: i32 = ASC_FEATURE_RELAXED_SIMD && !WIDE ? 6 : 4;
/** Columns of a panel of B, and of that tile. */
export const NR: i32 = WIDE ? 16 : 8;
const least: usize = memory.data<f32>([1.17549435e-38]);

/** Loads that take denormal numbers for 0, and small transpositions. */
export class Pack {
  @inline
  static load(p: usize): v128 {
    return Vec.flush(v128.load(p), v128.load_splat<f32>(least));
  }

  @inline
  static one(p: usize): f32 {
    const x = load<f32>(p);
    return abs<f32>(x) < 1.17549435e-38 ? 0 : x;
  }

  /** Four columns (k … k+3) of six rows that lie side by side: 24 floats at d. */
  @inline
  static sixByFour(p: usize, rs: usize, d: usize): void {
    const a = Pack.load(p);
    const b = Pack.load(p + rs);
    const c = Pack.load(p + rs * 2);
    const e = Pack.load(p + rs * 3);
    const f = Pack.load(p + rs * 4);
    const g = Pack.load(p + rs * 5);
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const ce = v128.shuffle<f32>(c, e, 0, 4, 1, 5);
    const fg = v128.shuffle<f32>(f, g, 0, 4, 1, 5);
    const AB = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const CE = v128.shuffle<f32>(c, e, 2, 6, 3, 7);
    const FG = v128.shuffle<f32>(f, g, 2, 6, 3, 7);
    v128.store(d, v128.shuffle<f32>(ab, ce, 0, 1, 4, 5));
    v128.store(d, v128.shuffle<f32>(fg, ab, 0, 1, 6, 7), 16);
    v128.store(d, v128.shuffle<f32>(ce, fg, 2, 3, 6, 7), 32);
    v128.store(d, v128.shuffle<f32>(AB, CE, 0, 1, 4, 5), 48);
    v128.store(d, v128.shuffle<f32>(FG, AB, 0, 1, 6, 7), 64);
    v128.store(d, v128.shuffle<f32>(CE, FG, 2, 3, 6, 7), 80);
  }

  /** Four floats of four lines that lie `step` bytes apart, the first of each line at d, the next at d + to, and so on. */
  @inline
  static fourByFour(p: usize, step: usize, d: usize, to: usize): void {
    const a = Pack.load(p);
    const b = Pack.load(p + step);
    const c = Pack.load(p + step * 2);
    const e = Pack.load(p + step * 3);
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const ce = v128.shuffle<f32>(c, e, 0, 4, 1, 5);
    const AB = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const CE = v128.shuffle<f32>(c, e, 2, 6, 3, 7);
    v128.store(d, v128.shuffle<f32>(ab, ce, 0, 1, 4, 5));
    v128.store(d + to, v128.shuffle<f32>(ab, ce, 2, 3, 6, 7));
    v128.store(d + to * 2, v128.shuffle<f32>(AB, CE, 0, 1, 4, 5));
    v128.store(d + to * 3, v128.shuffle<f32>(AB, CE, 2, 3, 6, 7));
  }
}

/** Bytes of one step along k in a panel of A, and in one of B. */
const A_STEP: usize = 4 * MR;
const B_STEP: usize = 4 * NR;

/** Packs mc × kc of A, strides rs and cs in bytes; rows that are missing from the last panel become 0. */
export function packA(mc: i32, kc: i32, a: usize, rs: usize, cs: usize, dst: usize): void {
  for (let i0 = 0; i0 < mc; i0 += MR) {
    const rows = min(MR, mc - i0);
    let p = a + (i0 as usize) * rs;
    let k = 0;
    if (rows === MR && cs === 4) {
      for (; k + 4 <= kc; k += 4) {
        if (MR === 6) Pack.sixByFour(p, rs, dst);
        else Pack.fourByFour(p, rs, dst, A_STEP);
        p += 16;
        dst += 4 * A_STEP;
      }
    } else if (rows === MR && rs === 4) {
      for (; k < kc; k++) {
        v128.store(dst, Pack.load(p));
        if (MR === 6) {
          store<f32>(dst, Pack.one(p + 16), 16);
          store<f32>(dst, Pack.one(p + 20), 20);
        }
        p += cs;
        dst += A_STEP;
      }
    }
    for (; k < kc; k++) {
      let q = p;
      for (let i = 0; i < MR; i++) {
        store<f32>(dst, i < rows ? Pack.one(q) : 0);
        q += rs;
        dst += 4;
      }
      p += cs;
    }
  }
}

/** Packs kc × nc of B, strides rs and cs in bytes; columns that are missing from the last panel become 0. */
export function packB(kc: i32, nc: i32, b: usize, rs: usize, cs: usize, dst: usize): void {
  const full = nc - (nc % NR);
  const panel = (kc as usize) * B_STEP;
  if (cs === 4) {
    // eight rows across all panels, then the next eight: rows a power of two apart would evict each other otherwise
    for (let k0 = 0; k0 < kc; k0 += 8) {
      const more = min(8, kc - k0);
      for (let j = 0; j < full; j += NR) {
        let p = b + (k0 as usize) * rs + (j as usize) * 4;
        let d = dst + ((j * kc + k0 * NR) as usize) * 4;
        for (let k = 0; k < more; k++) {
          v128.store(d, Pack.load(p));
          v128.store(d, Pack.load(p + 16), 16);
          if (NR === 16) {
            v128.store(d, Pack.load(p + 32), 32);
            v128.store(d, Pack.load(p + 48), 48);
          }
          p += rs;
          d += B_STEP;
        }
      }
    }
  } else {
    for (let j = 0; j < full; j += NR) {
      let p = b + (j as usize) * cs;
      let d = dst + ((j * kc) as usize) * 4;
      let k = 0;
      if (rs === 4) {
        for (; k + 4 <= kc; k += 4) {
          for (let c: usize = 0; c < B_STEP; c += 16) Pack.fourByFour(p + (c >> 2) * cs, cs, d + c, B_STEP);
          p += 16;
          d += 4 * B_STEP;
        }
      }
      for (; k < kc; k++) {
        for (let c: usize = 0; c < (NR as usize); c++) store<f32>(d + c * 4, Pack.one(p + c * cs));
        p += rs;
        d += B_STEP;
      }
    }
  }
  if (full === nc) return;
  let p = b + (full as usize) * cs;
  let d = dst + ((full / NR) as usize) * panel;
  for (let k = 0; k < kc; k++) {
    for (let c = 0; c < NR; c++) store<f32>(d + (c as usize) * 4, c < nc - full ? Pack.one(p + (c as usize) * cs) : 0);
    p += rs;
    d += B_STEP;
  }
}
