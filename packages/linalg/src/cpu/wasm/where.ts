// y = test ? a : b, element by element; `test` holds bytes, a, b and y hold 32-bit elements of any kind.
//
// Walks as binary.ts does. Four bytes are widened to four masks of 32 bits, and the lanes choose without a branch.

import { Vec } from './vec.ts';
import { Workspace } from './workspace.ts';

export function whereRows(
  test: usize,
  testRow: usize,
  testStep: usize,
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
  const testBy: usize = testStep ? 4 : 0;
  const aBy: usize = aStep ? 16 : 0;
  const bBy: usize = bStep ? 16 : 0;
  const zero = i32x4.splat(0);
  for (let r = begin; r < end; r++) {
    let t = test + (r as usize) * testRow;
    let p = a + (r as usize) * aRow;
    let q = b + (r as usize) * bRow;
    let o = y + (r as usize) * yRow;
    if (!testStep) t = Workspace.repeatByte(t);
    if (!aStep) p = Workspace.repeat(0, p);
    if (!bStep) q = Workspace.repeat(1, q);
    for (let left = cols; left > 0; left -= 4) {
      let bytes: u32 = 0;
      if (left >= 4) bytes = load<u32>(t);
      else for (let i = 0; i < left; i++) bytes |= (load<u8>(t + (i as usize)) as u32) << (8 * i);
      const halves = i16x8.extend_low_i8x16_u(i32x4.splat(bytes));
      const mask = i32x4.ne(i32x4.extend_low_i16x8_u(halves), zero);
      Vec.put(o, v128.bitselect(Vec.part(p, left, zero), Vec.part(q, left, zero), mask), left);
      t += testBy;
      p += aBy;
      q += bBy;
      o += 16;
    }
  }
}
