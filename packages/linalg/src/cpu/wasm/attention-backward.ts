// Gradient of attention, head by head, from q, k, v, out and the logarithms that forward kept.
//   P = e^(scale · q·kᵀ − lse)     dP = dy · vᵀ     dS = scale · P · (dP − Σ dy·out)
//   dv = Pᵀ · dy     dq = dS · k     dk = dSᵀ · q
//
// The weights are computed again, block by block of 64 queries, as in forward: one product more, but no T × T matrix is
// kept from forward to backward (Dao et al. 2022). Blocks add to dk and dv in order, within one thread.

import { AttentionTask, BLOCK, scores } from './attention.ts';
import { gemm } from './gemm.ts';
import { rowDot, rowExp } from './softmax.ts';
import { Vec } from './vec.ts';

/** d[i] = scale · p[i] · (d[i] − sum) for n floats. */
function scoreGradient(p: usize, d: usize, n: i32, sum: f32, scale: f32): void {
  const s = f32x4.splat(sum);
  const k = f32x4.splat(scale);
  for (let left = n; left > 0; left -= 4) {
    const v = f32x4.mul(f32x4.mul(k, Vec.part(p, left, s)), f32x4.sub(Vec.part(d, left, s), s));
    Vec.put(d, v, left);
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
  const pRow = (((task.keys + 3) & ~3) as usize) * 4;
  const p = scores();
  const d = p + (BLOCK as usize) * pRow;
  for (let index = begin; index < end; index++) {
    const kAt = k.find(index, task.heads);
    const vAt = v.find(index, task.heads);
    const dkAt = dk.find(index, task.heads);
    const dvAt = dv.find(index, task.heads);
    const lse = task.lse + ((index * task.queries) as usize) * 4;
    zeroRows(dkAt, dk.row, task.keys, width);
    zeroRows(dvAt, dv.row, task.keys, width);
    for (let i = 0; i < task.queries; i += BLOCK) {
      const rows = min(BLOCK, task.queries - i);
      const keys = task.visible(i + rows - 1);
      const qAt = q.find(index, task.heads) + (i as usize) * q.row;
      const dyAt = dy.find(index, task.heads) + (i as usize) * dy.row;
      const outAt = out.find(index, task.heads) + (i as usize) * out.row;
      gemm(rows, keys, width, qAt, q.row, 4, kAt, 4, k.row, p, pRow, false);
      gemm(rows, keys, width, dyAt, dy.row, 4, vAt, 4, v.row, d, pRow, false);
      for (let r = 0; r < rows; r++) {
        const pr = p + (r as usize) * pRow;
        const dr = d + (r as usize) * pRow;
        const seen = task.visible(i + r);
        const sum = rowDot(dyAt + (r as usize) * dy.row, outAt + (r as usize) * out.row, width);
        rowExp(pr, pr, seen, task.scale, -load<f32>(lse + ((i + r) as usize) * 4));
        scoreGradient(pr, dr, seen, sum, task.scale);
        memory.fill(pr + (seen as usize) * 4, 0, ((keys - seen) as usize) * 4);
        memory.fill(dr + (seen as usize) * 4, 0, ((keys - seen) as usize) * 4);
      }
      gemm(keys, width, rows, p, 4, pRow, dyAt, dy.row, 4, dvAt, dv.row, true);
      gemm(keys, width, rows, d, 4, pRow, qAt, q.row, 4, dkAt, dk.row, true);
      gemm(
        rows,
        width,
        keys,
        d,
        pRow,
        4,
        kAt,
        k.row,
        4,
        dq.find(index, task.heads) + (i as usize) * dq.row,
        dq.row,
        false,
      );
    }
  }
}
