// softmax of rows, and its gradient: y = e^(x − max) / Σ e^(x − max), dx = y · (dy − Σ dy·y).
//
// Three passes over a row that still lies in the first-level cache: maximum, exponentials with their sum, division.
// Composed from array operations it would be five passes over main memory with four temporaries.

import { Exp } from './exp.ts';
import { Log } from './log.ts';
import { Vec } from './vec.ts';

/** Largest of n floats at p; NaN where one is NaN, −∞ where n is 0. */
export function rowMax(p: usize, n: i32): f32 {
  const least = f32x4.splat(-Infinity);
  let a = least;
  let b = least;
  let left = n;
  for (; left >= 8; left -= 8) {
    a = f32x4.max(a, v128.load(p));
    b = f32x4.max(b, v128.load(p, 16));
    p += 32;
  }
  for (; left > 0; left -= 4) {
    a = f32x4.max(a, Vec.part(p, left, least));
    p += 16;
  }
  return Vec.max(f32x4.max(a, b));
}

/** y[i] = e^(scale · x[i] + shift) for n floats; gives their sum. x and y may be the same row. */
export function rowExp(x: usize, y: usize, n: i32, scale: f32, shift: f32): f32 {
  const k = f32x4.splat(scale);
  const c = f32x4.splat(shift);
  let a = f32x4.splat(0);
  let b = a;
  let left = n;
  for (; left >= 8; left -= 8) {
    const u = Exp.of(Vec.fma(v128.load(x), k, c));
    const v = Exp.of(Vec.fma(v128.load(x, 16), k, c));
    v128.store(y, u);
    v128.store(y, v, 16);
    a = f32x4.add(a, u);
    b = f32x4.add(b, v);
    x += 32;
    y += 32;
  }
  for (; left > 0; left -= 4) {
    const u = v128.and(Exp.of(Vec.fma(Vec.part(x, left, c), k, c)), Vec.lanes(left));
    Vec.put(y, u, left);
    a = f32x4.add(a, u);
    x += 16;
    y += 16;
  }
  return Vec.sum(f32x4.add(a, b));
}

/** y[i] = k · x[i] for n floats. */
export function rowScale(x: usize, y: usize, n: i32, k: f32): void {
  const v = f32x4.splat(k);
  for (let left = n; left > 0; left -= 4) {
    Vec.put(y, f32x4.mul(Vec.part(x, left, v), v), left);
    x += 16;
    y += 16;
  }
}

/** Σ a[i] · b[i] over n floats. */
export function rowDot(a: usize, b: usize, n: i32): f32 {
  const zero = f32x4.splat(0);
  let s = zero;
  let t = zero;
  let left = n;
  for (; left >= 8; left -= 8) {
    s = Vec.fma(v128.load(a), v128.load(b), s);
    t = Vec.fma(v128.load(a, 16), v128.load(b, 16), t);
    a += 32;
    b += 32;
  }
  for (; left > 0; left -= 4) {
    s = Vec.fma(Vec.part(a, left, zero), Vec.part(b, left, zero), s);
    a += 16;
    b += 16;
  }
  return Vec.sum(f32x4.add(s, t));
}

/** Softmax of one row of scale · x, whose maximum is not −∞; gives the logarithm of the sum of e^(scale · x). */
export function softmaxRow(x: usize, y: usize, n: i32, scale: f32): f32 {
  const top = rowMax(x, n) * scale;
  const sum = rowExp(x, y, n, scale, -top);
  rowScale(y, y, n, 1 / sum);
  return top + Log.one(sum);
}

/** y = softmax(x) for rows begin … end−1 of `cols` elements. */
export function softmaxRows(x: usize, xRow: usize, y: usize, yRow: usize, cols: i32, begin: i32, end: i32): void {
  for (let r = begin; r < end; r++) softmaxRow(x + (r as usize) * xRow, y + (r as usize) * yRow, cols, 1);
}

/** dx = y · (dy − Σ dy·y) for rows begin … end−1 of `cols` elements. */
export function softmaxBackwardRows(
  dy: usize,
  dyRow: usize,
  y: usize,
  yRow: usize,
  dx: usize,
  dxRow: usize,
  cols: i32,
  begin: i32,
  end: i32,
): void {
  for (let r = begin; r < end; r++) {
    let d = dy + (r as usize) * dyRow;
    let p = y + (r as usize) * yRow;
    let o = dx + (r as usize) * dxRow;
    const sum = f32x4.splat(rowDot(d, p, cols));
    for (let left = cols; left > 0; left -= 4) {
      const v = f32x4.mul(Vec.part(p, left, sum), f32x4.sub(Vec.part(d, left, sum), sum));
      Vec.put(o, v, left);
      d += 16;
      p += 16;
      o += 16;
    }
  }
}
