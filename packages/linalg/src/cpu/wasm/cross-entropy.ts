// Loss of a classifier, row by row, and its gradient:
//   loss = log Σ e^logits − logits[target],  dlogits = (softmax(logits) − onehot(target)) · dloss.
//
// The weights are not kept: backward finds them again from logits and the logarithm of the sum, one exponential each,
// which is cheaper than writing and reading a matrix as large as the logits. Rows whose target is `ignore` give 0.
// The host has checked the targets (`firstBadIndex`) before.

import { Exp } from './exp.ts';
import { Log } from './log.ts';
import { rowExp, rowMax, rowScale } from './softmax.ts';
import { Vec } from './vec.ts';

/** log Σ e^(x − top) over a row, read only. */
function logSum(x: usize, n: i32, top: f32): f32 {
  const shift = f32x4.splat(top);
  let s = f32x4.splat(0);
  for (let left = n; left > 0; left -= 4) {
    const e = Exp.of(f32x4.sub(Vec.part(x, left, shift), shift));
    s = f32x4.add(s, left >= 4 ? e : v128.and(e, Vec.lanes(left)));
    x += 16;
  }
  return Log.one(Vec.sum(s));
}

/** losses and lse for rows begin … end−1; targets, losses and lse have steps of their own. */
export function crossEntropyRows(
  logits: usize,
  logitsRow: usize,
  cols: i32,
  targets: usize,
  targetStep: usize,
  losses: usize,
  lossStep: usize,
  lse: usize,
  lseStep: usize,
  ignore: i32,
  begin: i32,
  end: i32,
): void {
  for (let r = begin; r < end; r++) {
    const at = r as usize;
    const p = logits + at * logitsRow;
    const target = load<i32>(targets + at * targetStep);
    const top = rowMax(p, cols);
    const rest = logSum(p, cols, top);
    store<f32>(lse + at * lseStep, top + rest);
    // top − logit first: top + rest would be rounded where scores are large
    const loss: f32 = target === ignore ? 0 : rest + (top - load<f32>(p + (target as usize) * 4));
    store<f32>(losses + at * lossStep, loss);
  }
}

/** dlogits for rows begin … end−1. */
export function crossEntropyBackwardRows(
  dlosses: usize,
  dlossStep: usize,
  logits: usize,
  logitsRow: usize,
  cols: i32,
  targets: usize,
  targetStep: usize,
  lse: usize,
  lseStep: usize,
  dlogits: usize,
  dlogitsRow: usize,
  ignore: i32,
  begin: i32,
  end: i32,
): void {
  for (let r = begin; r < end; r++) {
    const at = r as usize;
    const out = dlogits + at * dlogitsRow;
    const target = load<i32>(targets + at * targetStep);
    if (target === ignore) {
      memory.fill(out, 0, (cols as usize) * 4);
      continue;
    }
    const dloss = load<f32>(dlosses + at * dlossStep);
    const shift = load<f32>(lse + at * lseStep);
    const sum = rowExp(logits + at * logitsRow, out, cols, 1, -shift);
    // the sum is 1 but for the rounding of lse: below 64 a few millionths, at 10,000 it shows in the fourth digit
    const rounded = abs<f32>(shift) > 64 && abs<f32>(shift) < Infinity && sum > 0;
    rowScale(out, out, cols, rounded ? dloss / sum : dloss);
    const hit = out + (target as usize) * 4;
    store<f32>(hit, load<f32>(hit) - dloss);
  }
}
