// y = a op b, element by element, for add, sub, mul, div, maximum and minimum.
//
// Rows begin … end−1 of a matrix of `cols` columns. `…Row` are the bytes from row to row (0 repeats a row) and `…Step`
// those from element to element in the operands: 4, or 0 where one element is repeated along the row. A repeated element
// is laid out once as a short row of equal ones at which the pointer stays, so that there is one loop for every case.

import { Vec } from './vec.ts';
import { Workspace } from './workspace.ts';

const ADD: i32 = 0;
const SUB: i32 = 1;
const MUL: i32 = 2;
const DIV: i32 = 3;
const MAXIMUM: i32 = 4;
const MINIMUM: i32 = 5;

class Binary {
  @inline
  static of(op: i32, a: v128, b: v128): v128 {
    if (op === ADD) return f32x4.add(a, b);
    if (op === SUB) return f32x4.sub(a, b);
    if (op === MUL) return f32x4.mul(a, b);
    if (op === DIV) return f32x4.div(a, b);
    if (op === MAXIMUM) return f32x4.max(a, b);
    return f32x4.min(a, b);
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
    for (let r = begin; r < end; r++) {
      let p = a + (r as usize) * aRow;
      let q = b + (r as usize) * bRow;
      let o = y + (r as usize) * yRow;
      if (!aStep) p = Workspace.repeat(0, p);
      if (!bStep) q = Workspace.repeat(1, q);
      let left = cols;
      for (; left >= 8; left -= 8) {
        const u = Binary.of(op, v128.load(p), v128.load(q));
        const v = Binary.of(op, v128.load(p, 16), v128.load(q, 16));
        v128.store(o, u);
        v128.store(o, v, 16);
        p += aBy + aBy;
        q += bBy + bBy;
        o += 32;
      }
      for (; left > 0; left -= 4) {
        const zero = f32x4.splat(0);
        Vec.put(o, Binary.of(op, Vec.part(p, left, zero), Vec.part(q, left, zero)), left);
        p += aBy;
        q += bBy;
        o += 16;
      }
    }
  }
}

export function addRows(
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
  Binary.rows(ADD, a, aRow, aStep, b, bRow, bStep, y, yRow, cols, begin, end);
}

export function subRows(
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
  Binary.rows(SUB, a, aRow, aStep, b, bRow, bStep, y, yRow, cols, begin, end);
}

export function mulRows(
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
  Binary.rows(MUL, a, aRow, aStep, b, bRow, bStep, y, yRow, cols, begin, end);
}

export function divRows(
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
  Binary.rows(DIV, a, aRow, aStep, b, bRow, bStep, y, yRow, cols, begin, end);
}

export function maximumRows(
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
  Binary.rows(MAXIMUM, a, aRow, aStep, b, bRow, bStep, y, yRow, cols, begin, end);
}

export function minimumRows(
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
  Binary.rows(MINIMUM, a, aRow, aStep, b, bRow, bStep, y, yRow, cols, begin, end);
}
