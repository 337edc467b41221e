// C = A · B, or C += A · B, for float32 matrices of any row and column strides (C's columns lie side by side).
//
// Three loops cut the work into blocks that fit the caches (GotoBLAS: Goto & van de Geijn, "Anatomy of High-Performance
// Matrix Multiplication", 2008): KC × NC of B for the second-level cache, MC × KC of A beside it, both packed (pack.ts);
// two loops more walk tiles that micro.ts (6×8), micro-unfused.ts (4×8) or micro-wide.ts (4×16) keeps in registers. 25 to
// 60 times as fast as three plain loops.
// An element of C is added up over k in the same order wherever its tile lies: tiles at the edge go through a
// scratch tile that starts from C. So any split of rows or columns among threads gives the same bits.

import { FEW, gemv } from './gemv.ts';
import { Micro } from './micro.ts';
import { MicroUnfused } from './micro-unfused.ts';
import { MicroWide } from './micro-wide.ts';
import { MR, NR, packA, packB } from './pack.ts';
import { Workspace } from './workspace.ts';

const MC: i32 = WIDE ? 384 : 192;
const KC: i32 = 512;
const NC: i32 = 1024;

/** Bytes of scratch memory that products need; what other kernels ask for lies behind. */
export const GEMM_BYTES: i32 = 1024 + (MC * KC + NC * KC) * 4;

/** Bytes of a row of the scratch tile. */
const TILE_ROW: usize = 4 * NR;

class Tile {
  @inline
  static of(kc: i32, a: usize, b: usize, c: usize, ldc: usize, add: bool): void {
    if (WIDE) MicroWide.tile(kc, a, b, c, ldc, add);
    else if (ASC_FEATURE_RELAXED_SIMD) Micro.tile(kc, a, b, c, ldc, add);
    else MicroUnfused.tile(kc, a, b, c, ldc, add);
  }
}

/** Copies the `rows` × `cols` corner of a tile. */
function copyCorner(from: usize, fromRow: usize, to: usize, toRow: usize, rows: i32, cols: i32): void {
  for (let r = 0; r < rows; r++) {
    for (let j: usize = 0; j < (cols as usize) << 2; j += 4) store<f32>(to + j, load<f32>(from + j));
    from += fromRow;
    to += toRow;
  }
}

/** A tile at the edge, by way of the scratch tile. */
function edge(rows: i32, cols: i32, kc: i32, a: usize, b: usize, c: usize, cRow: usize, add: bool): void {
  const corner = Workspace.tile();
  if (add) copyCorner(c, cRow, corner, TILE_ROW, rows, cols);
  Tile.of(kc, a, b, corner, TILE_ROW, add);
  copyCorner(corner, TILE_ROW, c, cRow, rows, cols);
}

/** C[mc, nc] (+)= packed A · packed B, tile by tile; panels of B are `panel` bytes apart. The full tile's loop is the only code here that has to be fast. */
function block(mc: i32, nc: i32, kc: i32, pa: usize, pb: usize, panel: usize, c: usize, cRow: usize, add: bool): void {
  for (let j = 0, bp = pb; j < nc; j += NR, bp += panel) {
    for (let i = 0; i < mc; i += MR) {
      const cp = c + (i as usize) * cRow + (j as usize) * 4;
      const ap = pa + ((i * kc) as usize) * 4;
      if (i + MR <= mc && j + NR <= nc) Tile.of(kc, ap, bp, cp, cRow, add);
      else edge(min(MR, mc - i), min(NR, nc - j), kc, ap, bp, cp, cRow, add);
    }
  }
}

/** C[M, N] = (add ? C : 0) + A[M, K] · B[K, N]; strides in bytes. */
export function gemm(
  M: i32,
  N: i32,
  K: i32,
  a: usize,
  aRow: usize,
  aCol: usize,
  b: usize,
  bRow: usize,
  bCol: usize,
  c: usize,
  cRow: usize,
  add: bool,
): void {
  if (M <= FEW) {
    const done = gemv(M, N, K, a, aRow, aCol, b, bRow, bCol, c, cRow, add);
    N -= done;
    b += (done as usize) * bCol;
    c += (done as usize) * 4;
  }
  const pa = Workspace.panels();
  const pb = pa + ((MC * KC) as usize) * 4;
  if (K === 0 && !add) for (let i = 0; i < M; i++) memory.fill(c + (i as usize) * cRow, 0, (N as usize) * 4);
  for (let jc = 0; jc < N; jc += NC) {
    const nc = min(NC, N - jc);
    for (let pc = 0; pc < K; pc += KC) {
      const kc = min(KC, K - pc);
      const more: bool = add || pc > 0;
      packB(kc, nc, b + (pc as usize) * bRow + (jc as usize) * bCol, bRow, bCol, pb);
      for (let ic = 0; ic < M; ic += MC) {
        const mc = min(MC, M - ic);
        packA(mc, kc, a + (ic as usize) * aRow + (pc as usize) * aCol, aRow, aCol, pa);
        block(mc, nc, kc, pa, pb, panelBytes(kc), c + (ic as usize) * cRow + (jc as usize) * 4, cRow, more);
      }
    }
  }
}

/** Bytes of a panel of B over K rows. */
export function panelBytes(K: i32): usize {
  return (K as usize) * TILE_ROW;
}

/** C[M, N] = (add ? C : 0) + A[M, K] · B for a B that several products share, packed as a whole; rows of B may be left out. */
export function gemmPacked(
  M: i32,
  N: i32,
  K: i32,
  a: usize,
  aRow: usize,
  aCol: usize,
  pb: usize,
  panel: usize,
  c: usize,
  cRow: usize,
  add: bool,
): void {
  const pa = Workspace.panels();
  if (K === 0 && !add) for (let i = 0; i < M; i++) memory.fill(c + (i as usize) * cRow, 0, (N as usize) * 4);
  for (let pc = 0; pc < K; pc += KC) {
    const kc = min(KC, K - pc);
    for (let ic = 0; ic < M; ic += MC) {
      const mc = min(MC, M - ic);
      packA(mc, kc, a + (ic as usize) * aRow + (pc as usize) * aCol, aRow, aCol, pa);
      block(mc, N, kc, pa, pb + panelBytes(pc), panel, c + (ic as usize) * cRow, cRow, add || pc > 0);
    }
  }
}

/** Rows begin … end−1 of one product. */
export function gemmRows(
  N: i32,
  K: i32,
  a: usize,
  aRow: usize,
  aCol: usize,
  b: usize,
  bRow: usize,
  bCol: usize,
  c: usize,
  cRow: usize,
  add: bool,
  begin: i32,
  end: i32,
): void {
  const from = begin as usize;
  gemm(end - begin, N, K, a + from * aRow, aRow, aCol, b, bRow, bCol, c + from * cRow, cRow, add);
}

/** Columns begin … end−1 of one product. */
export function gemmColumns(
  M: i32,
  K: i32,
  a: usize,
  aRow: usize,
  aCol: usize,
  b: usize,
  bRow: usize,
  bCol: usize,
  c: usize,
  cRow: usize,
  add: bool,
  begin: i32,
  end: i32,
): void {
  const from = begin as usize;
  gemm(M, end - begin, K, a, aRow, aCol, b + from * bCol, bRow, bCol, c + from * 4, cRow, add);
}

/** Products begin … end−1 of a batch; `aNext`, `bNext` and `cNext` are the bytes from matrix to matrix. */
export function gemmBatch(
  M: i32,
  N: i32,
  K: i32,
  a: usize,
  aRow: usize,
  aCol: usize,
  aNext: usize,
  b: usize,
  bRow: usize,
  bCol: usize,
  bNext: usize,
  c: usize,
  cRow: usize,
  cNext: usize,
  add: bool,
  begin: i32,
  end: i32,
): void {
  for (let i = begin; i < end; i++) {
    const at = i as usize;
    gemm(M, N, K, a + at * aNext, aRow, aCol, b + at * bNext, bRow, bCol, c + at * cNext, cRow, add);
  }
}
