// Root-mean-square normalisation of rows (Zhang & Sennrich 2019) and its gradient.
//   y = n · weight with n = x · rstd, rstd = 1 / √(mean of x² + eps)
//   dx = rstd · (dn − n · Σ dn·n / C) with dn = dy · weight; dweight = Σ dy·n over the rows
//
// Rows are read from memory once and from the first-level cache twice. Sums over the rows go by fixed blocks of 64 rows,
// each into a slot of its own, as in layer-norm.ts: threads need no lock and the order of additions is always the same.

import { rowDot } from './softmax.ts';
import { Vec } from './vec.ts';

/** Rows of one block of partial sums. */
const BLOCK: i32 = 64;

/** y and rstd for rows begin … end−1; rstd lies side by side. */
export function rmsNormRows(
  x: usize,
  xRow: usize,
  weight: usize,
  y: usize,
  yRow: usize,
  rstds: usize,
  eps: f32,
  cols: i32,
  begin: i32,
  end: i32,
): void {
  const zero = f32x4.splat(0);
  for (let r = begin; r < end; r++) {
    const p = x + (r as usize) * xRow;
    const q = y + (r as usize) * yRow;
    const rstd: f32 = 1 / sqrt<f32>(rowDot(p, p, cols) / (cols as f32) + eps);
    const s = f32x4.splat(rstd);
    for (let o: usize = 0, left = cols; left > 0; left -= 4, o += 16)
      Vec.put(q + o, f32x4.mul(f32x4.mul(Vec.part(p + o, left, zero), s), Vec.part(weight + o, left, zero)), left);
    store<f32>(rstds + (r as usize) * 4, rstd);
  }
}

/** dx for one row. */
function backwardRow(d: usize, p: usize, weight: usize, o: usize, rstd: f32, cols: i32): void {
  const zero = f32x4.splat(0);
  const s = f32x4.splat(rstd);
  let sum = zero;
  for (let at: usize = 0, left = cols; left > 0; left -= 4, at += 16) {
    const dn = f32x4.mul(Vec.part(d + at, left, zero), Vec.part(weight + at, left, zero));
    sum = Vec.fma(dn, f32x4.mul(Vec.part(p + at, left, zero), s), sum);
  }
  const share = f32x4.splat(Vec.sum(sum) / (cols as f32));
  for (let at: usize = 0, left = cols; left > 0; left -= 4, at += 16) {
    const dn = f32x4.mul(Vec.part(d + at, left, zero), Vec.part(weight + at, left, zero));
    const n = f32x4.mul(Vec.part(p + at, left, zero), s);
    Vec.put(o + at, f32x4.mul(s, f32x4.sub(dn, f32x4.mul(n, share))), left);
  }
}

/** Adds dy·n of one row to `sums`. */
function addSums(d: usize, p: usize, sums: usize, rstd: f32, cols: i32): void {
  const zero = f32x4.splat(0);
  const s = f32x4.splat(rstd);
  for (let at: usize = 0, left = cols; left > 0; left -= 4, at += 16) {
    const n = f32x4.mul(Vec.part(p + at, left, zero), s);
    Vec.put(sums + at, Vec.fma(Vec.part(d + at, left, zero), n, Vec.part(sums + at, left, zero)), left);
  }
}

/** dx (unless 0) and the partial sums (unless 0, `cols` floats a block) for blocks begin … end−1 of 64 of the rows. */
export function rmsNormBackwardBlocks(
  dy: usize,
  dyRow: usize,
  x: usize,
  xRow: usize,
  weight: usize,
  rstds: usize,
  dx: usize,
  dxRow: usize,
  sums: usize,
  cols: i32,
  rows: i32,
  begin: i32,
  end: i32,
): void {
  for (let block = begin; block < end; block++) {
    const partial = sums + ((block * cols) as usize) * 4;
    if (sums) memory.fill(partial, 0, (cols as usize) * 4);
    const last = min(rows, (block + 1) * BLOCK);
    for (let r = block * BLOCK; r < last; r++) {
      const d = dy + (r as usize) * dyRow;
      const p = x + (r as usize) * xRow;
      const rstd = load<f32>(rstds + (r as usize) * 4);
      if (sums) addSums(d, p, partial, rstd, cols);
      if (dx) backwardRow(d, p, weight, dx + (r as usize) * dxRow, rstd, cols);
    }
  }
}
