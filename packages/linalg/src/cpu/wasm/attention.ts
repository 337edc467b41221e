// Attention of whole heads: out = softmax(scale · q·kᵀ) · v, and the logarithm of each softmax's sum.
//
// K and V of a head are packed once (pack.ts); queries come in blocks of 24: scores of the block into scratch memory
// (24 × keys, which stays in the cache), exponentials in place, product with v, division by their sum. The T × T matrix
// never exists in main memory, as in FlashAttention (Dao et al. 2022), but rows are whole, so nothing is corrected later.
// With `causal` a block multiplies only the keys that its last query sees: half of the work for long sequences, and small
// blocks waste little at the diagonal. Any strides between batches, heads and positions will do.

import { GEMM_BYTES, gemm, gemmPacked, panelBytes } from './gemm.ts';
import { FEW } from './gemv.ts';
import { Log } from './log.ts';
import { NR, packB } from './pack.ts';
import { counters, factors, times } from './philox.ts';
import { rowExp, rowMax, rowScale } from './softmax.ts';
import { Workspace } from './workspace.ts';

/** Queries of one block: a multiple of the height of every tile. */
export const BLOCK: i32 = 24;

/** One (B, H, T, D) array: its address and its strides in bytes; D lies side by side. */
@unmanaged
export class Heads {
  at: usize = 0;
  batch: usize = 0;
  head: usize = 0;
  row: usize = 0;

  /** Address of the first row of head `index`, counted over batch and heads. */
  @inline
  find(index: i32, heads: i32): usize {
    return this.at + ((index / heads) as usize) * this.batch + ((index % heads) as usize) * this.head;
  }
}

/** What the host lays out in memory for a call: sizes, then arrays, in the order of src/cpu/slots/attention.ts. */
@unmanaged
export class AttentionTask {
  heads: i32 = 0;
  queries: i32 = 0;
  keys: i32 = 0;
  width: i32 = 0;
  causal: i32 = 0;
  /** Position of the first query among the keys. */
  offset: i32 = 0;
  scale: f32 = 0;
  /** (B, H, Tq), contiguous. */
  lse: usize = 0;
  /** Dropout of the weights: first word, key, least word that stays, what it is multiplied by; 0 without dropout. */
  first: u64 = 0;
  k0: i32 = 0;
  k1: i32 = 0;
  least: i32 = 0;
  factor: f32 = 0;

  /** The task that the host laid out at `address`. */
  @inline
  static at(address: usize): AttentionTask {
    return changetype<AttentionTask>(address);
  }

  /** How many keys query i sees. */
  @inline
  visible(i: i32): i32 {
    return this.causal ? max(0, min(this.keys, i + 1 + this.offset)) : this.keys;
  }

  /** The word that dropout draws for the first key of query i of head `index`. */
  @inline
  word(index: i32, i: i32): u64 {
    return this.first + ((index as u64) * (this.queries as u64) + (i as u64)) * (this.keys as u64);
  }

  /** Draws dropout's factors for the first `keys` keys of `rows` queries from i on, all at once: a row alone is too short. */
  draw(index: i32, i: i32, rows: i32, keys: i32): void {
    const out = Workspace.panels();
    const by = drawnRow(keys);
    for (let r = 0; r < rows; r++) counters(out + (r as usize) * by, keys, this.word(index, i + r));
    factors(out, out + (rows as usize) * by, this.k0, this.k1, this.least, this.factor);
  }

  /** Multiplies the first n scores at p by the factors of query i + r, where the last `draw`, from query i on, left them. */
  drop(p: usize, n: i32, index: i32, i: i32, r: i32, keys: i32): void {
    const skip = (this.word(index, i + r) & 3) as usize;
    times(p, Workspace.panels() + (r as usize) * drawnRow(keys) + (skip << 2), p, n);
  }

  /** The n-th array behind the task. */
  @inline
  array(n: i32): Heads {
    return changetype<Heads>(changetype<usize>(this) + 56 + ((n * 16) as usize));
  }
}

/** First byte of the scratch memory behind the packed panels. */
export function scores(): usize {
  return Workspace.base + (GEMM_BYTES as usize);
}

/** Bytes of a row of scores: up to whole tiles. */
export function scoreRow(keys: i32): usize {
  return (((keys + 15) & ~15) as usize) * 4;
}

/** Bytes of a head's keys or values, packed either way. */
export function packedBytes(keys: i32, width: i32): usize {
  return scoreRow(keys) * (((width + 15) & ~15) as usize);
}

/** Bytes from row to row of dropout's factors: room for three words before the first, as blocks are whole. */
function drawnRow(keys: i32): usize {
  return (((keys + 10) & ~7) as usize) << 2;
}

/** `keys` up to the next whole tile: scores behind it are computed and never read. */
export function wholeTiles(keys: i32): i32 {
  return ((keys + NR - 1) / NR) * NR;
}

/** Bytes of scratch memory that a thread needs: for products, `blocks` blocks of scores, and one packed array more. */
export function workspaceBytes(blocks: i32, keys: i32, width: i32): i32 {
  if (blocks === 0) return GEMM_BYTES;
  const scoreBytes = ((blocks * BLOCK) as usize) * scoreRow(keys);
  return GEMM_BYTES + ((scoreBytes + ((blocks + 1) as usize) * packedBytes(keys, width)) as i32);
}

/** Heads begin … end−1, counted over batch and heads; arrays: q, k, v, out. */
export function attentionHeads(address: usize, begin: i32, end: i32): void {
  const task = AttentionTask.at(address);
  const q = task.array(0);
  const k = task.array(1);
  const v = task.array(2);
  const out = task.array(3);
  const width = task.width;
  const p = scores();
  const pRow = scoreRow(task.keys);
  const kPacked = p + (BLOCK as usize) * pRow;
  const vPacked = kPacked + packedBytes(task.keys, width);
  const few = task.queries <= FEW; // then nothing is read twice, and packing does not pay
  for (let index = begin; index < end; index++) {
    const kAt = k.find(index, task.heads);
    const vAt = v.find(index, task.heads);
    const lse = task.lse + ((index * task.queries) as usize) * 4;
    if (!few) {
      packB(width, task.keys, kAt, 4, k.row, kPacked);
      packB(task.keys, width, vAt, v.row, 4, vPacked);
    }
    for (let i = 0; i < task.queries; i += BLOCK) {
      const rows = min(BLOCK, task.queries - i);
      const keys = task.visible(i + rows - 1);
      const qAt = q.find(index, task.heads) + (i as usize) * q.row;
      const outAt = out.find(index, task.heads) + (i as usize) * out.row;
      if (few) gemm(rows, keys, width, qAt, q.row, 4, kAt, 4, k.row, p, pRow, false);
      else gemmPacked(rows, wholeTiles(keys), width, qAt, q.row, 4, kPacked, panelBytes(width), p, pRow, false);
      const sums = Workspace.sums();
      if (task.factor) task.draw(index, i, rows, keys);
      for (let r = 0; r < rows; r++) {
        const row = p + (r as usize) * pRow;
        const seen = task.visible(i + r);
        const top = rowMax(row, seen) * task.scale;
        const sum = seen ? rowExp(row, row, seen, task.scale, -top) : 0;
        if (task.factor) task.drop(row, seen, index, i, r, keys);
        memory.fill(row + (seen as usize) * 4, 0, ((keys - seen) as usize) * 4);
        store<f32>(sums + (r as usize) * 4, sum);
        store<f32>(lse + ((i + r) as usize) * 4, seen ? top + Log.one(sum) : -Infinity);
      }
      if (few) gemm(rows, width, keys, p, pRow, 4, vAt, v.row, 4, outAt, out.row, false);
      else gemmPacked(rows, width, keys, p, pRow, 4, vPacked, panelBytes(task.keys), outAt, out.row, false);
      for (let r = 0; r < rows; r++) {
        const sum = load<f32>(sums + (r as usize) * 4);
        const row = outAt + (r as usize) * out.row;
        rowScale(row, row, width, sum === 0 ? 0 : 1 / sum);
      }
    }
  }
}
