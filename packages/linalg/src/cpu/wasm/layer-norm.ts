// Layer normalisation of rows (Ba, Kiros & Hinton 2016) and its gradient.
//   y = n · weight + bias with n = (x − mean) · rstd, rstd = 1 / √(variance + eps)
//   dx = rstd · (dn − Σ dn / C − n · Σ dn·n / C) with dn = dy · weight; dweight = Σ dy·n, dbias = Σ dy over the rows
//
// Each row is read three times from the first-level cache and once from memory. The variance is that of the differences
// from the mean, in a second pass: Σx² − (Σx)² cancels. Sums over the rows go by fixed blocks of 64 rows, each into a
// slot of its own, so that threads need no lock and the order of additions is always the same.

import { Vec } from './vec.ts';

/** Rows of one block of partial sums. */
const BLOCK: i32 = 64;

function rowSum(p: usize, n: i32): f32 {
  const zero = f32x4.splat(0);
  let s = zero;
  for (let left = n; left > 0; left -= 4) {
    s = f32x4.add(s, Vec.part(p, left, zero));
    p += 16;
  }
  return Vec.sum(s);
}

/** Σ (x − mean)². */
function rowSquares(p: usize, n: i32, mean: f32): f32 {
  const m = f32x4.splat(mean);
  let s = f32x4.splat(0);
  for (let left = n; left > 0; left -= 4) {
    const d = f32x4.sub(Vec.part(p, left, m), m);
    s = Vec.fma(d, d, s);
    p += 16;
  }
  return Vec.sum(s);
}

/** y, mean and rstd for rows begin … end−1; mean and rstd lie side by side. */
export function layerNormRows(
  x: usize,
  xRow: usize,
  weight: usize,
  bias: usize,
  y: usize,
  yRow: usize,
  means: usize,
  rstds: usize,
  eps: f32,
  cols: i32,
  begin: i32,
  end: i32,
): void {
  for (let r = begin; r < end; r++) {
    const p = x + (r as usize) * xRow;
    const q = y + (r as usize) * yRow;
    const mean = rowSum(p, cols) / (cols as f32);
    const rstd: f32 = 1 / sqrt<f32>(rowSquares(p, cols, mean) / (cols as f32) + eps);
    const m = f32x4.splat(mean);
    const s = f32x4.splat(rstd);
    for (let o: usize = 0, left = cols; left > 0; left -= 4, o += 16) {
      const n = f32x4.mul(f32x4.sub(Vec.part(p + o, left, m), m), s);
      Vec.put(q + o, Vec.fma(n, Vec.part(weight + o, left, m), Vec.part(bias + o, left, m)), left);
    }
    store<f32>(means + (r as usize) * 4, mean);
    store<f32>(rstds + (r as usize) * 4, rstd);
  }
}

/** dx for one row. */
function backwardRow(d: usize, p: usize, weight: usize, o: usize, mean: f32, rstd: f32, cols: i32): void {
  const zero = f32x4.splat(0);
  const m = f32x4.splat(mean);
  const s = f32x4.splat(rstd);
  let sum = zero;
  let sumN = zero;
  for (let at: usize = 0, left = cols; left > 0; left -= 4, at += 16) {
    const dn = f32x4.mul(Vec.part(d + at, left, zero), Vec.part(weight + at, left, zero));
    const n = f32x4.mul(f32x4.sub(Vec.part(p + at, left, m), m), s);
    sum = f32x4.add(sum, dn);
    sumN = Vec.fma(dn, n, sumN);
  }
  const a = f32x4.splat(Vec.sum(sum) / (cols as f32));
  const b = f32x4.splat(Vec.sum(sumN) / (cols as f32));
  for (let at: usize = 0, left = cols; left > 0; left -= 4, at += 16) {
    const dn = f32x4.mul(Vec.part(d + at, left, zero), Vec.part(weight + at, left, zero));
    const n = f32x4.mul(f32x4.sub(Vec.part(p + at, left, m), m), s);
    Vec.put(o + at, f32x4.mul(s, f32x4.sub(f32x4.sub(dn, a), f32x4.mul(n, b))), left);
  }
}

/** Adds dy·n and dy of one row to `sums`: `cols` of the first, then `cols` of the second. */
function addSums(d: usize, p: usize, sums: usize, mean: f32, rstd: f32, cols: i32): void {
  const m = f32x4.splat(mean);
  const s = f32x4.splat(rstd);
  const bias = sums + (cols as usize) * 4;
  for (let at: usize = 0, left = cols; left > 0; left -= 4, at += 16) {
    const dy = Vec.part(d + at, left, m);
    const n = f32x4.mul(f32x4.sub(Vec.part(p + at, left, m), m), s);
    Vec.put(sums + at, Vec.fma(dy, n, Vec.part(sums + at, left, m)), left);
    Vec.put(bias + at, f32x4.add(dy, Vec.part(bias + at, left, m)), left);
  }
}

/** dx (unless 0) and the partial sums (unless 0, 2 · cols floats a block) for blocks begin … end−1 of 64 of the rows. */
export function layerNormBackwardBlocks(
  dy: usize,
  dyRow: usize,
  x: usize,
  xRow: usize,
  weight: usize,
  means: usize,
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
    const partial = sums + ((block * cols) as usize) * 8;
    if (sums) memory.fill(partial, 0, (cols as usize) * 8);
    const last = min(rows, (block + 1) * BLOCK);
    for (let r = block * BLOCK; r < last; r++) {
      const d = dy + (r as usize) * dyRow;
      const p = x + (r as usize) * xRow;
      const mean = load<f32>(means + (r as usize) * 4);
      const rstd = load<f32>(rstds + (r as usize) * 4);
      if (sums) addSums(d, p, partial, mean, rstd, cols);
      if (dx) backwardRow(d, p, weight, dx + (r as usize) * dxRow, mean, rstd, cols);
    }
  }
}
