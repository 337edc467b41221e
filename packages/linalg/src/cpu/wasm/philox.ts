// Random words by Philox4x32-10 (src/philox.ts says what it is), and what is made of them: uniform numbers and dropout.
//
// Two blocks of four words go at once: x = [x0, x0, x2, x2] and y = [x1, x1, x3, x3] of both. A round is two wide products,
// each 3 instructions of V8's, two shuffles that hand their halves on, and two exclusive ors: 10, so 50 for four numbers
// in ten rounds, and 2 shuffles more to put the words in order. Of a round's instructions 6 shuffle, and processors do two of those a cycle:
// no fewer than 31 cycles for eight numbers, 4 for one. Memory does not count beside that: 4 bytes written a number, 8 moved
// by dropout. A block's rounds wait for one another, so all blocks of a chunk take a round before any takes the next: their
// state stays in the first-level cache, and 1.20 ns a word are reached where the limit is 1.05 (3.7 GHz), against 1.67
// block by block, 4.0 without SIMD, 17 in JavaScript.
//
// Every word follows from its position alone, so threads begin anywhere, and what was dropped is never kept: the way back
// draws it again.

import { mulRows } from './binary.ts';
import { Vec } from './vec.ts';
import { Workspace } from './workspace.ts';

/** Elements that a thread does at once; their words stay in the first-level cache. A multiple of 8. */
const CHUNK: i32 = 1024;

/** The products' factors; what a round adds to the key. */
const table: usize = memory.data<u32>([
  0xd2511f53, 0xd2511f53, 0xcd9e8d57, 0xcd9e8d57, 0x9e3779b9, 0x9e3779b9, 0xbb67ae85, 0xbb67ae85,
]);

/** Lays out at p what the blocks of words first … first + n − 1 are made of, and gives the address behind: whole pairs of blocks. */
export function counters(p: usize, n: i32, first: u64): usize {
  const end = p + (((n as usize) + ((first & 3) as usize)) << 2);
  for (let block = first >> 2; p < end; block += 2) {
    const next = block + 1;
    v128.store(p, i64x2.replace_lane(i64x2.splat(0), 0, (block & 0xffffffff) | (next << 32)));
    v128.store(p, i64x2.replace_lane(i64x2.splat(0), 0, (block >> 32) | ((next >> 32) << 32)), 16);
    p += 32;
  }
  return p;
}

/** Makes words of counters, in place: the stream of key k1 · 2³² + k0. */
function mix(out: usize, end: usize, k0: i32, k1: i32): void {
  const factor = v128.load(table);
  const weyl = v128.load(table, 16);
  let key = i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(k1), 0, k0), 1, k0);
  for (let round = 0; round < 10; round++) {
    for (let p = out; p < end; p += 32) {
      const x = v128.load(p);
      const a = i64x2.extmul_low_i32x4_u(x, factor); // low and high half of M0 · x0, for both blocks
      const b = i64x2.extmul_high_i32x4_u(x, factor); // of M1 · x2
      v128.store(p, v128.xor(v128.xor(v128.shuffle<i32>(b, a, 1, 3, 5, 7), key), v128.load(p, 16)));
      v128.store(p, v128.shuffle<i32>(b, a, 0, 2, 4, 6), 16);
    }
    key = i32x4.add(key, weyl);
  }
  for (let p = out; p < end; p += 32) {
    const x = v128.load(p);
    const y = v128.load(p, 16);
    const front = v128.shuffle<i32>(x, y, 0, 4, 1, 5);
    const back = v128.shuffle<i32>(x, y, 2, 6, 3, 7);
    v128.store(p, v128.shuffle<i64>(front, back, 0, 2));
    v128.store(p, v128.shuffle<i64>(front, back, 1, 3), 16);
  }
}

/** Words first … first + n − 1 in scratch memory: the address of the first one. Blocks are whole, so a few more lie around. */
function words(n: i32, first: u64, k0: i32, k1: i32): usize {
  const out = Workspace.panels();
  mix(out, counters(out, n, first), k0, k1);
  return out + (((first & 3) as usize) << 2);
}

/** Makes dropout's factors of counters, in place: 0 for words below `least`, `factor` for the others. */
export function factors(out: usize, end: usize, k0: i32, k1: i32, least: i32, factor: f32): void {
  mix(out, end, k0, k1);
  const bar = i32x4.splat(least);
  const kept = f32x4.splat(factor);
  for (let p = out; p < end; p += 16) v128.store(p, v128.and(kept, i32x4.ge_u(v128.load(p), bar)));
}

/** y[i] = x[i] · factor[i] for n floats. */
export function times(x: usize, factor: usize, y: usize, n: i32): void {
  mulRows(x, 0, 4, factor, 0, 4, y, 0, n, 0, 1);
}

/** y = x · factors, for chunks begin … end−1 of `size` floats; element i takes word first + i. */
export function dropoutChunks(
  x: usize,
  y: usize,
  size: i32,
  first: f64,
  k0: i32,
  k1: i32,
  least: i32,
  factor: f32,
  begin: i32,
  end: i32,
): void {
  for (let c = begin; c < end; c++) {
    const at = c * CHUNK;
    const n = min(CHUNK, size - at);
    const word = (first as u64) + (at as u64);
    const out = Workspace.panels();
    factors(out, counters(out, n, word), k0, k1, least, factor);
    times(x + ((at as usize) << 2), out + (((word & 3) as usize) << 2), y + ((at as usize) << 2), n);
  }
}

class Uniform {
  /** low + unit · w for two words, rounded to float32. */
  @inline
  static pair(w: v128, low: v128, unit: v128): v128 {
    return f32x4.demote_f64x2_zero(f64x2.add(low, f64x2.mul(unit, f64x2.convert_low_i32x4_u(w))));
  }
}

/** y[i] = low + unit · (24 bits of word first + i), for chunks begin … end−1 of `size` floats. In float64, as on the host. */
export function uniformChunks(
  y: usize,
  size: i32,
  first: f64,
  k0: i32,
  k1: i32,
  low: f64,
  unit: f64,
  begin: i32,
  end: i32,
): void {
  const a = f64x2.splat(low);
  const b = f64x2.splat(unit);
  for (let c = begin; c < end; c++) {
    const at = c * CHUNK;
    const n = min(CHUNK, size - at);
    let p = words(n, (first as u64) + (at as u64), k0, k1);
    let q = y + ((at as usize) << 2);
    for (let left = n; left > 0; left -= 4) {
      const w = i32x4.shr_u(v128.load(p), 8);
      const front = Uniform.pair(w, a, b);
      const back = Uniform.pair(v128.shuffle<i64>(w, w, 1, 1), a, b);
      Vec.put(q, v128.shuffle<i64>(front, back, 0, 2), left);
      p += 16;
      q += 16;
    }
  }
}

/** The same in float64: y[i] = low + span · (53 bits of words first + 2i and first + 2i + 1) / 2⁵³. */
export function uniformDoubleChunks(
  y: usize,
  size: i32,
  first: f64,
  k0: i32,
  k1: i32,
  low: f64,
  span: f64,
  begin: i32,
  end: i32,
): void {
  for (let c = begin; c < end; c++) {
    const at = c * CHUNK;
    const n = min(CHUNK, size - at);
    let p = words(2 * n, (first as u64) + 2 * (at as u64), k0, k1);
    let q = y + ((at as usize) << 3);
    for (let left = n; left > 0; left--) {
      const bits = (((load<u32>(p) as i64) >> 5) << 26) | ((load<u32>(p, 4) >>> 6) as i64);
      store<f64>(q, low + span * ((bits as f64) * 1.1102230246251565e-16));
      p += 8;
      q += 8;
    }
  }
}
