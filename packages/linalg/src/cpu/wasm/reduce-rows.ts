// One number from each row: sum, product, maximum or minimum.
//
// Rows begin … end−1 of `cols` elements side by side, `xRow` bytes apart; results `yRow` bytes apart. A row is folded
// block by block: four vectors at a time within a block of 512, then the blocks' results one after the other. For sums
// the blocks are added in float64, so the error does not grow with the length (plain float32 loops lose a digit at 10⁵).
// The order depends on the length of the row alone, never on who computes it.

import { Vec } from './vec.ts';

const SUM: i32 = 0;
const PROD: i32 = 1;
const MAX: i32 = 2;
const MIN: i32 = 3;

class Fold {
  @inline
  static start(op: i32): f32 {
    return op === SUM ? 0 : op === PROD ? 1 : op === MAX ? -Infinity : Infinity;
  }

  @inline
  static of(op: i32, a: v128, b: v128): v128 {
    if (op === SUM) return f32x4.add(a, b);
    if (op === PROD) return f32x4.mul(a, b);
    if (op === MAX) return f32x4.max(a, b);
    return f32x4.min(a, b);
  }

  /** Folds n ≤ 512 elements at p. */
  @inline
  static block(op: i32, p: usize, n: i32): f32 {
    const start = f32x4.splat(Fold.start(op));
    let a = start;
    let b = start;
    let c = start;
    let d = start;
    let left = n;
    for (; left >= 16; left -= 16) {
      a = Fold.of(op, a, v128.load(p));
      b = Fold.of(op, b, v128.load(p, 16));
      c = Fold.of(op, c, v128.load(p, 32));
      d = Fold.of(op, d, v128.load(p, 48));
      p += 64;
    }
    for (; left > 0; left -= 4) {
      a = Fold.of(op, a, Vec.part(p, left, start));
      p += 16;
    }
    a = Fold.of(op, Fold.of(op, a, b), Fold.of(op, c, d));
    a = Fold.of(op, a, v128.shuffle<f32>(a, a, 2, 3, 0, 1));
    return f32x4.extract_lane(Fold.of(op, a, v128.shuffle<f32>(a, a, 1, 0, 3, 2)), 0);
  }

  @inline
  static rows(op: i32, x: usize, xRow: usize, y: usize, yRow: usize, cols: i32, begin: i32, end: i32): void {
    for (let r = begin; r < end; r++) {
      const p = x + (r as usize) * xRow;
      let total: f64 = Fold.start(op);
      for (let i = 0; i < cols; i += 512) {
        const part: f64 = Fold.block(op, p + (i as usize) * 4, min(512, cols - i));
        if (op === SUM) total += part;
        else if (op === PROD) total *= part;
        else if (op === MAX) total = max<f64>(total, part);
        else total = min<f64>(total, part);
      }
      store<f32>(y + (r as usize) * yRow, total as f32);
    }
  }
}

export function sumRows(x: usize, xRow: usize, y: usize, yRow: usize, cols: i32, begin: i32, end: i32): void {
  Fold.rows(SUM, x, xRow, y, yRow, cols, begin, end);
}

export function prodRows(x: usize, xRow: usize, y: usize, yRow: usize, cols: i32, begin: i32, end: i32): void {
  Fold.rows(PROD, x, xRow, y, yRow, cols, begin, end);
}

export function maxRows(x: usize, xRow: usize, y: usize, yRow: usize, cols: i32, begin: i32, end: i32): void {
  Fold.rows(MAX, x, xRow, y, yRow, cols, begin, end);
}

export function minRows(x: usize, xRow: usize, y: usize, yRow: usize, cols: i32, begin: i32, end: i32): void {
  Fold.rows(MIN, x, xRow, y, yRow, cols, begin, end);
}
