// Gradient of attention, head by head, from q, k, v, out and the logarithms that forward kept.
//   P = e^(scale · q·kᵀ − lse)     dP = dy · vᵀ     dS = scale · P · (dP − Σ dy·out)
//   dv = Pᵀ · dy     dq = dS · k     dk = dSᵀ · q
// With dropout dP, and P in dv, are multiplied by its factors, drawn again (philox.ts).
//
// The weights are computed again, block by block of 24 queries, as in forward: one product more, but no T × T matrix is
// kept from forward to backward (Dao et al. 2022). k, kᵀ and vᵀ are packed once a head; all five products stop at the last
// key that the block sees. Blocks add to dk and dv in order, within one thread.

import { AttentionTask, BLOCK, packedBytes, scoreRow, scores, wholeTiles } from './attention.ts';
import { gemm, gemmPacked, panelBytes } from './gemm.ts';
import { packB } from './pack.ts';
import { rowDot, rowExp } from './softmax.ts';
import { Vec } from './vec.ts';

class Score {
  @inline
  static gradient(p: v128, d: v128, sum: v128, scale: v128): v128 {
    return f32x4.mul(f32x4.mul(scale, p), f32x4.sub(d, sum));
  }
}

/** d[i] = scale · p[i] · (d[i] − sum) for n floats. */
function scoreGradient(p: usize, d: usize, n: i32, sum: f32, scale: f32): void {
  const s = f32x4.splat(sum);
  const k = f32x4.splat(scale);
  let left = n;
  for (; left >= 8; left -= 8) {
    v128.store(d, Score.gradient(v128.load(p), v128.load(d), s, k));
    v128.store(d, Score.gradient(v128.load(p, 16), v128.load(d, 16), s, k), 16);
    p += 32;
    d += 32;
  }
  for (; left > 0; left -= 4) {
    Vec.put(d, Score.gradient(Vec.part(p, left, s), Vec.part(d, left, s), s, k), left);
    p += 16;
    d += 16;
  }
}

function zeroRows(p: usize, row: usize, rows: i32, cols: i32): void {
  for (let r = 0; r < rows; r++) memory.fill(p + (r as usize) * row, 0, (cols as usize) * 4);
}

/** Heads begin … end−1, counted over batch and heads; arrays: q, k, v, out, dy, dq, dk, dv. */
export function attentionBackwardHeads(address: usize, begin: i32, end: i32): void {
  const task = AttentionTask.at(address);
  const q = task.array(0);
  const k = task.array(1);
  const v = task.array(2);
  const out = task.array(3);
  const dy = task.array(4);
  const dq = task.array(5);
  const dk = task.array(6);
  const dv = task.array(7);
  const width = task.width;
  const pRow = scoreRow(task.keys);
  const p = scores();
  const d = p + (BLOCK as usize) * pRow;
  const packed = packedBytes(task.keys, width);
  const kTurned = d + (BLOCK as usize) * pRow;
  const vTurned = kTurned + packed;
  const kPacked = vTurned + packed;
  for (let index = begin; index < end; index++) {
    const kAt = k.find(index, task.heads);
    const vAt = v.find(index, task.heads);
    const dkAt = dk.find(index, task.heads);
    const dvAt = dv.find(index, task.heads);
    const lse = task.lse + ((index * task.queries) as usize) * 4;
    packB(width, task.keys, kAt, 4, k.row, kTurned);
    packB(width, task.keys, vAt, 4, v.row, vTurned);
    packB(task.keys, width, kAt, k.row, 4, kPacked);
    zeroRows(dkAt, dk.row, task.keys, width);
    zeroRows(dvAt, dv.row, task.keys, width);
    for (let i = 0; i < task.queries; i += BLOCK) {
      const rows = min(BLOCK, task.queries - i);
      const keys = task.visible(i + rows - 1);
      const qAt = q.find(index, task.heads) + (i as usize) * q.row;
      const dyAt = dy.find(index, task.heads) + (i as usize) * dy.row;
      const outAt = out.find(index, task.heads) + (i as usize) * out.row;
      const dqAt = dq.find(index, task.heads) + (i as usize) * dq.row;
      gemmPacked(rows, wholeTiles(keys), width, qAt, q.row, 4, kTurned, panelBytes(width), p, pRow, false);
      gemmPacked(rows, wholeTiles(keys), width, dyAt, dy.row, 4, vTurned, panelBytes(width), d, pRow, false);
      if (task.factor) task.draw(index, i, rows, keys);
      for (let r = 0; r < rows; r++) {
        const pr = p + (r as usize) * pRow;
        const dr = d + (r as usize) * pRow;
        const seen = task.visible(i + r);
        const sum = rowDot(dyAt + (r as usize) * dy.row, outAt + (r as usize) * out.row, width);
        rowExp(pr, pr, seen, task.scale, -load<f32>(lse + ((i + r) as usize) * 4));
        if (task.factor) task.drop(dr, seen, index, i, r, keys);
        scoreGradient(pr, dr, seen, sum, task.scale);
        if (task.factor) task.drop(pr, seen, index, i, r, keys);
        memory.fill(pr + (seen as usize) * 4, 0, ((keys - seen) as usize) * 4);
        memory.fill(dr + (seen as usize) * 4, 0, ((keys - seen) as usize) * 4);
      }
      gemm(keys, width, rows, p, 4, pRow, dyAt, dy.row, 4, dvAt, dv.row, true);
      gemm(keys, width, rows, d, 4, pRow, qAt, q.row, 4, dkAt, dk.row, true);
      gemmPacked(rows, width, keys, d, pRow, 4, kPacked, panelBytes(task.keys), dqAt, dq.row, false);
    }
  }
}
