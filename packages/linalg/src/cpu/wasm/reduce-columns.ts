// One number from each column: sum, product, maximum or minimum; the gradient of every bias is such a sum.
//
// Columns begin … end−1 of a matrix of `rows` rows, elements of a row side by side. Sixteen columns (a cache line) go
// down the rows together, so memory is read in whole lines and each column has its accumulator in a register. Sixty-four
// rows make a block, and blocks are folded after one another: two short chains of additions instead of one long.

import { Vec } from './vec.ts';

const SUM: i32 = 0;
const PROD: i32 = 1;
const MAX: i32 = 2;
const MIN: i32 = 3;
const BLOCK: i32 = 64;

class Columns {
  @inline
  static of(op: i32, a: v128, b: v128): v128 {
    if (op === SUM) return f32x4.add(a, b);
    if (op === PROD) return f32x4.mul(a, b);
    if (op === MAX) return f32x4.max(a, b);
    return f32x4.min(a, b);
  }

  @inline
  static fold(op: i32, x: usize, xRow: usize, rows: i32, y: usize, begin: i32, end: i32): void {
    const start = f32x4.splat(op === SUM ? 0 : op === PROD ? 1 : op === MAX ? -Infinity : Infinity);
    let j = begin;
    for (; j + 16 <= end; j += 16) {
      const q = y + (j as usize) * 4;
      let a = start;
      let b = start;
      let c = start;
      let d = start;
      for (let r0 = 0; r0 < rows; r0 += BLOCK) {
        let p = x + (j as usize) * 4 + (r0 as usize) * xRow;
        let s = start;
        let t = start;
        let u = start;
        let v = start;
        for (let r = min(BLOCK, rows - r0); r > 0; r--) {
          s = Columns.of(op, s, v128.load(p));
          t = Columns.of(op, t, v128.load(p, 16));
          u = Columns.of(op, u, v128.load(p, 32));
          v = Columns.of(op, v, v128.load(p, 48));
          p += xRow;
        }
        a = Columns.of(op, a, s);
        b = Columns.of(op, b, t);
        c = Columns.of(op, c, u);
        d = Columns.of(op, d, v);
      }
      v128.store(q, a);
      v128.store(q, b, 16);
      v128.store(q, c, 32);
      v128.store(q, d, 48);
    }
    for (; j < end; j += 4) {
      let a = start;
      for (let r0 = 0; r0 < rows; r0 += BLOCK) {
        let p = x + (j as usize) * 4 + (r0 as usize) * xRow;
        let s = start;
        for (let r = min(BLOCK, rows - r0); r > 0; r--) {
          s = Columns.of(op, s, Vec.part(p, end - j, start));
          p += xRow;
        }
        a = Columns.of(op, a, s);
      }
      Vec.put(y + (j as usize) * 4, a, end - j);
    }
  }
}

export function sumColumns(x: usize, xRow: usize, rows: i32, y: usize, begin: i32, end: i32): void {
  Columns.fold(SUM, x, xRow, rows, y, begin, end);
}

export function prodColumns(x: usize, xRow: usize, rows: i32, y: usize, begin: i32, end: i32): void {
  Columns.fold(PROD, x, xRow, rows, y, begin, end);
}

export function maxColumns(x: usize, xRow: usize, rows: i32, y: usize, begin: i32, end: i32): void {
  Columns.fold(MAX, x, xRow, rows, y, begin, end);
}

export function minColumns(x: usize, xRow: usize, rows: i32, y: usize, begin: i32, end: i32): void {
  Columns.fold(MIN, x, xRow, rows, y, begin, end);
}
