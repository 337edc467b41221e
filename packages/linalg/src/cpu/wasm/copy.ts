// Moves elements without changing them: rows to rows, transposed, or between any strides; and fills.
//
// Rows of bytes and single elements serve every dtype; the rest is for 32-bit elements. The transposition takes 4×4 blocks: four
// vectors in, eight shuffles, four vectors out, so both sides are touched sixteen bytes at a time instead of four.

import { Vec } from './vec.ts';

/** y[r] = x[r]: rows of `bytes` bytes. */
export function copyRows(x: usize, xRow: usize, y: usize, yRow: usize, bytes: i32, begin: i32, end: i32): void {
  for (let r = begin; r < end; r++) {
    let p = x + (r as usize) * xRow;
    let q = y + (r as usize) * yRow;
    if (bytes >= 1024) {
      memory.copy(q, p, bytes as usize);
      continue;
    }
    let left = bytes;
    for (; left >= 16; left -= 16) {
      v128.store(q, v128.load(p));
      p += 16;
      q += 16;
    }
    for (; left >= 4; left -= 4) {
      store<u32>(q, load<u32>(p));
      p += 4;
      q += 4;
    }
    for (; left > 0; left--) store<u8>(q++, load<u8>(p++));
  }
}

/** y[r, c] = x[r, c], elements of `width` bytes (1, 4 or 8) with any steps. */
export function copyStridedRows(
  x: usize,
  xRow: usize,
  xStep: usize,
  y: usize,
  yRow: usize,
  yStep: usize,
  width: i32,
  cols: i32,
  begin: i32,
  end: i32,
): void {
  for (let r = begin; r < end; r++) {
    let p = x + (r as usize) * xRow;
    let q = y + (r as usize) * yRow;
    for (let c = 0; c < cols; c++) {
      if (width === 4) store<u32>(q, load<u32>(p));
      else if (width === 8) store<u64>(q, load<u64>(p));
      else store<u8>(q, load<u8>(p));
      p += xStep;
      q += yStep;
    }
  }
}

/** y[r, c] = x[r, c] where x has its elements side by side along r (columns `xCol` bytes apart) and y along c. */
export function transposeRows(x: usize, xCol: usize, y: usize, yRow: usize, cols: i32, begin: i32, end: i32): void {
  let r = begin;
  for (; r + 4 <= end; r += 4) {
    let p = x + (r as usize) * 4;
    let q = y + (r as usize) * yRow;
    let c = 0;
    for (; c + 4 <= cols; c += 4) {
      const a = v128.load(p);
      const b = v128.load(p + xCol);
      const d = v128.load(p + xCol + xCol);
      const e = v128.load(p + xCol + xCol + xCol);
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const cd = v128.shuffle<f32>(d, e, 0, 4, 1, 5);
      const ef = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const gh = v128.shuffle<f32>(d, e, 2, 6, 3, 7);
      v128.store(q, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
      v128.store(q + yRow, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
      v128.store(q + yRow + yRow, v128.shuffle<f32>(ef, gh, 0, 1, 4, 5));
      v128.store(q + yRow + yRow + yRow, v128.shuffle<f32>(ef, gh, 2, 3, 6, 7));
      p += xCol << 2;
      q += 16;
    }
    for (; c < cols; c++) {
      store<u32>(q, load<u32>(p));
      store<u32>(q + yRow, load<u32>(p, 4));
      store<u32>(q + yRow + yRow, load<u32>(p, 8));
      store<u32>(q + yRow + yRow + yRow, load<u32>(p, 12));
      p += xCol;
      q += 4;
    }
  }
  if (r < end) copyStridedRows(x, 4, xCol, y, yRow, 4, 4, cols, r, end);
}

/** y[r, c] = value, a 32-bit element given by its bits. */
export function fillRows(y: usize, yRow: usize, bits: i32, cols: i32, begin: i32, end: i32): void {
  const v = i32x4.splat(bits);
  for (let r = begin; r < end; r++) {
    let q = y + (r as usize) * yRow;
    for (let left = cols; left > 0; left -= 4) {
      Vec.put(q, v, left);
      q += 16;
    }
  }
}

/** y[r, c] = x[r, c] as float32, from uint8: masks and images. */
export function bytesToFloatRows(x: usize, xRow: usize, y: usize, yRow: usize, cols: i32, begin: i32, end: i32): void {
  for (let r = begin; r < end; r++) {
    let p = x + (r as usize) * xRow;
    let q = y + (r as usize) * yRow;
    let left = cols;
    for (; left >= 4; left -= 4) {
      const halves = i16x8.extend_low_i8x16_u(v128.load32_zero(p));
      v128.store(q, f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(halves)));
      p += 4;
      q += 16;
    }
    for (; left > 0; left--) {
      store<f32>(q, load<u8>(p++) as f32);
      q += 4;
    }
  }
}
