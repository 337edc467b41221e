// Attention of whole heads: out = softmax(scale · q·kᵀ) · v, and the logarithm of each softmax's sum.
//
// A head is taken in blocks of 64 queries: scores of the block into scratch memory (64 × keys, which stays in the cache),
// softmax in place, product with v. The T × T matrix never exists in main memory, as in FlashAttention (Dao et al. 2022),
// but rows are whole, so the softmax needs no correction. With `causal` a block multiplies only the keys that its last
// query sees: half of the work for long sequences. Packing copes with any strides between batches, heads and positions.

import { GEMM_BYTES, gemm } from './gemm.ts';
import { softmaxRow } from './softmax.ts';
import { Workspace } from './workspace.ts';

/** Queries of one block. */
export const BLOCK: i32 = 64;

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

  /** The n-th array behind the task. */
  @inline
  array(n: i32): Heads {
    return changetype<Heads>(changetype<usize>(this) + 32 + ((n * 16) as usize));
  }
}

/** First byte of the scratch memory behind the packed panels. */
export function scores(): usize {
  return Workspace.base + (GEMM_BYTES as usize);
}

/** Bytes of scratch memory that a thread needs: panels, and `rows` blocks of scores over `keys` keys. */
export function workspaceBytes(rows: i32, keys: i32): i32 {
  return GEMM_BYTES + rows * BLOCK * ((keys + 3) & ~3) * 4;
}

/** Heads begin … end−1, counted over batch and heads; arrays: q, k, v, out. */
export function attentionHeads(address: usize, begin: i32, end: i32): void {
  const task = AttentionTask.at(address);
  const q = task.array(0);
  const k = task.array(1);
  const v = task.array(2);
  const out = task.array(3);
  const p = scores();
  const pRow = (((task.keys + 3) & ~3) as usize) * 4;
  for (let index = begin; index < end; index++) {
    const kAt = k.find(index, task.heads);
    const vAt = v.find(index, task.heads);
    const lse = task.lse + ((index * task.queries) as usize) * 4;
    for (let i = 0; i < task.queries; i += BLOCK) {
      const rows = min(BLOCK, task.queries - i);
      const keys = task.visible(i + rows - 1);
      const qAt = q.find(index, task.heads) + (i as usize) * q.row;
      const outAt = out.find(index, task.heads) + (i as usize) * out.row;
      gemm(rows, keys, task.width, qAt, q.row, 4, kAt, 4, k.row, p, pRow, false);
      for (let r = 0; r < rows; r++) {
        const row = p + (r as usize) * pRow;
        const seen = task.visible(i + r);
        store<f32>(lse + ((i + r) as usize) * 4, seen ? softmaxRow(row, row, seen, task.scale) : -Infinity);
        memory.fill(row + (seen as usize) * 4, 0, ((keys - seen) as usize) * 4);
      }
      gemm(rows, task.width, keys, p, pRow, 4, vAt, v.row, 4, outAt, out.row, false);
    }
  }
}
