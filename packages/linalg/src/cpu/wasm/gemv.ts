// Products with one or two rows on the left: what a model computes when it generates token by token.
//
// Packing (pack.ts) pays where a panel is read often. Here every element of B is read once or twice, so B is taken where
// it lies: eight columns that run along memory turn into rows of registers four at a time, columns side by side are taken
// thirty-two at a time. The second row finds its columns in the first-level cache. Twice as fast as tiles of which one
// row is wanted. The order over k is that of the tiles, so an element has the same bits either way.

import { Pack } from './pack.ts';
import { Vec } from './vec.ts';
import { Workspace } from './workspace.ts';

/** Rows up to which this is the faster way. */
export const FEW: i32 = 2;
/** Elements of a row of A that are laid out at a time: they fit where packed panels lie. */
const KC: i32 = 8192;

/** c[0 … 7] (+)= Σ x[k] · B[k, 0 … 7] where a column of B lies side by side and the next one `step` bytes behind. */
function alongColumns(K: i32, x: usize, b: usize, step: usize, c: usize, add: bool): void {
  let s = f32x4.splat(0);
  let t = s;
  if (add) {
    s = v128.load(c);
    t = v128.load(c, 16);
  }
  let left = K;
  for (; left >= 4; left -= 4) {
    let p = b;
    for (let half = 0; half < 2; half++) {
      const a0 = Pack.load(p);
      const a1 = Pack.load(p + step);
      const a2 = Pack.load(p + step * 2);
      const a3 = Pack.load(p + step * 3);
      const low01 = v128.shuffle<f32>(a0, a1, 0, 4, 1, 5);
      const low23 = v128.shuffle<f32>(a2, a3, 0, 4, 1, 5);
      const high01 = v128.shuffle<f32>(a0, a1, 2, 6, 3, 7);
      const high23 = v128.shuffle<f32>(a2, a3, 2, 6, 3, 7);
      let u = half ? t : s;
      u = Vec.fma(v128.load_splat<f32>(x), v128.shuffle<f32>(low01, low23, 0, 1, 4, 5), u);
      u = Vec.fma(v128.load_splat<f32>(x, 4), v128.shuffle<f32>(low01, low23, 2, 3, 6, 7), u);
      u = Vec.fma(v128.load_splat<f32>(x, 8), v128.shuffle<f32>(high01, high23, 0, 1, 4, 5), u);
      u = Vec.fma(v128.load_splat<f32>(x, 12), v128.shuffle<f32>(high01, high23, 2, 3, 6, 7), u);
      if (half) t = u;
      else s = u;
      p += step * 4;
    }
    b += 16;
    x += 16;
  }
  v128.store(c, s);
  v128.store(c, t, 16);
  for (; left > 0; left--) {
    for (let j: usize = 0; j < 8; j++) {
      const at = c + j * 4;
      const product = Vec.fma(v128.load_splat<f32>(x), f32x4.splat(Pack.one(b + j * step)), v128.load_splat<f32>(at));
      store<f32>(at, f32x4.extract_lane(product, 0));
    }
    b += 4;
    x += 4;
  }
}

/** c[0 … 31] (+)= Σ x[k] · B[k, 0 … 31] where a row of B lies side by side and the next one `step` bytes behind. */
function acrossColumns(K: i32, x: usize, b: usize, step: usize, c: usize, add: bool): void {
  let c0 = f32x4.splat(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let c4 = c0;
  let c5 = c0;
  let c6 = c0;
  let c7 = c0;
  if (add) {
    c0 = v128.load(c);
    c1 = v128.load(c, 16);
    c2 = v128.load(c, 32);
    c3 = v128.load(c, 48);
    c4 = v128.load(c, 64);
    c5 = v128.load(c, 80);
    c6 = v128.load(c, 96);
    c7 = v128.load(c, 112);
  }
  for (let left = K; left > 0; left--) {
    const a = v128.load_splat<f32>(x);
    c0 = Vec.fma(a, Pack.load(b), c0);
    c1 = Vec.fma(a, Pack.load(b + 16), c1);
    c2 = Vec.fma(a, Pack.load(b + 32), c2);
    c3 = Vec.fma(a, Pack.load(b + 48), c3);
    c4 = Vec.fma(a, Pack.load(b + 64), c4);
    c5 = Vec.fma(a, Pack.load(b + 80), c5);
    c6 = Vec.fma(a, Pack.load(b + 96), c6);
    c7 = Vec.fma(a, Pack.load(b + 112), c7);
    b += step;
    x += 4;
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
  v128.store(c, c2, 32);
  v128.store(c, c3, 48);
  v128.store(c, c4, 64);
  v128.store(c, c5, 80);
  v128.store(c, c6, 96);
  v128.store(c, c7, 112);
}

/** Lays a row of A out, denormal numbers as 0. */
function layOut(K: i32, a: usize, aCol: usize, x: usize): void {
  for (let k = 0; k < K; k++) {
    store<f32>(x, Pack.one(a));
    a += aCol;
    x += 4;
  }
}

/** C[M, N] = (add ? C : 0) + A · B for M ≤ `FEW`. Gives the number of columns done: the others are left for tiles. */
export function gemv(
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
): i32 {
  const width = bRow === 4 ? 8 : bCol === 4 ? 32 : 0;
  if (K === 0 || width === 0) return 0;
  const done = N - (N % width);
  const x = Workspace.panels();
  for (let pc = 0; pc < K; pc += KC) {
    const kc = min(KC, K - pc);
    const more: bool = add || pc > 0;
    for (let i = 0; i < M; i++)
      layOut(kc, a + (i as usize) * aRow + (pc as usize) * aCol, aCol, x + ((i * KC) as usize) * 4);
    for (let j = 0; j < done; j += width) {
      const bp = b + (pc as usize) * bRow + (j as usize) * bCol;
      for (let i = 0; i < M; i++) {
        const xp = x + ((i * KC) as usize) * 4;
        const cp = c + (i as usize) * cRow + (j as usize) * 4;
        if (width === 8) alongColumns(kc, xp, bp, bCol, cp, more);
        else acrossColumns(kc, xp, bp, bRow, cp, more);
      }
    }
  }
  return done;
}
