// softmax of rows, and its gradient: y = e^(s·x − max) / Σ, dx = y · (dy − Σ dy·y).
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
    // e^−∞ = 0: lanes behind the end add nothing
    const v = Exp.of(Vec.part(x, left, f32x4.splat(-Infinity)));
    const u = left >= 4 ? Exp.of(Vec.fma(v128.load(x), k, c)) : rest(x, left, k, c);
    Vec.put(y, u, left);
    a = f32x4.add(a, u);
    x += 16;
    y += 16;
  }
  return Vec.sum(f32x4.add(a, b));
}
