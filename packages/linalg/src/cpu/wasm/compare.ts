// y = a op b as uint8, 1 where it holds: equal, notEqual, less, lessEqual. (a > b is b < a: the host swaps them.)
//
// Walks as binary.ts does; four comparisons of 32 bits are narrowed to four bytes and written at once.
// NaN is unequal to everything, itself included.

import { Vec } from './vec.ts';
import { Workspace } from './workspace.ts';

const EQUAL: i32 = 0;
const NOT_EQUAL: i32 = 1;
const LESS: i32 = 2;
const LESS_EQUAL: i32 = 3;

class Compare {
  /** All bits of a lane are set where the comparison holds. */
  @inline
  static of(op: i32, a: v128, b: v128): v128 {
    if (op === EQUAL) return f32x4.eq(a, b);
    if (op === NOT_EQUAL) return f32x4.ne(a, b);
    if (op === LESS) return f32x4.lt(a, b);
    return f32x4.le(a, b);
  }

  @inline
  static rows(
    op: i32,
    a: usize,
    aRow: usize,
    aStep: usize,
    b: usize,
    bRow: usize,
    bStep: usize,
    y: usize,
    yRow: usize,
    cols: i32,
    begin: i32,
    end: i32,
  ): void {
    const aBy: usize = aStep ? 16 : 0;
    const bBy: usize = bStep ? 16 : 0;
    const zero = f32x4.splat(0);
    for (let r = begin; r < end; r++) {
      let p = a + (r as usize) * aRow;
      let q = b + (r as usize) * bRow;
      let o = y + (r as usize) * yRow;
      if (!aStep) p = Workspace.repeat(0, p);
      if (!bStep) q = Workspace.repeat(1, q);
      for (let left = cols; left > 0; left -= 4) {
        const words = Compare.of(op, Vec.part(p, left, zero), Vec.part(q, left, zero));
        const halves = i16x8.narrow_i32x4_s(words, words);
        const bytes = i32x4.extract_lane(i8x16.narrow_i16x8_s(halves, halves), 0) & 0x01010101;
        if (left >= 4) store<i32>(o, bytes);
        else for (let i = 0; i < left; i++) store<u8>(o + (i as usize), (bytes >> (8 * i)) as u8);
        p += aBy;
        q += bBy;
        o += 4;
      }
    }
  }
}

export function equalRows(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  bStep: usize,
  y: usize,
  yRow: usize,
  cols: i32,
  begin: i32,
  end: i32,
): void {
  Compare.rows(EQUAL, a, aRow, aStep, b, bRow, bStep, y, yRow, cols, begin, end);
}

export function notEqualRows(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  bStep: usize,
  y: usize,
  yRow: usize,
  cols: i32,
  begin: i32,
  end: i32,
): void {
  Compare.rows(NOT_EQUAL, a, aRow, aStep, b, bRow, bStep, y, yRow, cols, begin, end);
}

export function lessRows(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  bStep: usize,
  y: usize,
  yRow: usize,
  cols: i32,
  begin: i32,
  end: i32,
): void {
  Compare.rows(LESS, a, aRow, aStep, b, bRow, bStep, y, yRow, cols, begin, end);
}

export function lessEqualRows(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  bStep: usize,
  y: usize,
  yRow: usize,
  cols: i32,
  begin: i32,
  end: i32,
): void {
  Compare.rows(LESS_EQUAL, a, aRow, aStep, b, bRow, bStep, y, yRow, cols, begin, end);
}
