// Rows of a table, taken and given back by index; elements of 32 bits, rows `…Row` bytes apart.
//
// Taking copies whole rows. Giving back adds rows in the order of the indices, so a repeated index gives the same bits
// each time; the work is split by columns, because two threads must not add to one row at once.

import { Vec } from './vec.ts';

/** Position of the first index outside 0 … size−1 that is not `ignore` either, or −1. */
export function firstBadIndex(indices: usize, step: usize, count: i32, size: i32, ignore: i32): i32 {
  for (let i = 0; i < count; i++) {
    const index = load<i32>(indices + (i as usize) * step);
    if ((index < 0 || index >= size) && index !== ignore) return i;
  }
  return -1;
}

/** y[i, :] = table[indices[i], :] for i in begin … end−1. */
export function gatherRows(
  table: usize,
  tableRow: usize,
  indices: usize,
  step: usize,
  y: usize,
  yRow: usize,
  cols: i32,
  begin: i32,
  end: i32,
): void {
  for (let i = begin; i < end; i++) {
    let p = table + (load<i32>(indices + (i as usize) * step) as usize) * tableRow;
    let q = y + (i as usize) * yRow;
    for (let left = cols; left > 0; left -= 4) {
      Vec.put(q, Vec.part(p, left, i32x4.splat(0)), left);
      p += 16;
      q += 16;
    }
  }
}

/** table[indices[i], :] += rows[i, :] for all i, in columns begin … end−1. */
export function scatterAddColumns(
  indices: usize,
  step: usize,
  count: i32,
  rows: usize,
  rowsRow: usize,
  table: usize,
  tableRow: usize,
  begin: i32,
  end: i32,
): void {
  const zero = f32x4.splat(0);
  for (let i = 0; i < count; i++) {
    let p = rows + (i as usize) * rowsRow + (begin as usize) * 4;
    let q = table + (load<i32>(indices + (i as usize) * step) as usize) * tableRow + (begin as usize) * 4;
    for (let left = end - begin; left > 0; left -= 4) {
      Vec.put(q, f32x4.add(Vec.part(q, left, zero), Vec.part(p, left, zero)), left);
      p += 16;
      q += 16;
    }
  }
}
