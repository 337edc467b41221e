// One AdamW step (Loshchilov & Hutter 2019) on elements begin … end−1 of one parameter:
//   m = β₁m + (1−β₁)g,  v = β₂v + (1−β₂)g²,  p = (1 − lr·decay) · p − lr · (m/c₁) / (√(v/c₂) + eps)
//
// One pass: four streams in, three out, where array operations would make a dozen passes with temporaries.
// Gradients below 1e-19 (whose square is denormal) and moments below 1e-30 become 0: a parameter that is no longer used
// would otherwise decay into denormal numbers, at 49 ns an element instead of 1.

import { Vec } from './vec.ts';

export function adamwRange(
  value: usize,
  grad: usize,
  mean: usize,
  square: usize,
  beta1: f32,
  beta1Rest: f32,
  beta2: f32,
  beta2Rest: f32,
  rate: f32,
  correction2: f32,
  eps: f32,
  decay: f32,
  begin: i32,
  end: i32,
): void {
  const zero = f32x4.splat(0);
  const least = f32x4.splat(1e-30);
  const leastGrad = f32x4.splat(1e-19);
  const b1 = f32x4.splat(beta1);
  const o1 = f32x4.splat(beta1Rest);
  const b2 = f32x4.splat(beta2);
  const o2 = f32x4.splat(beta2Rest);
  const lr = f32x4.splat(rate);
  const c2 = f32x4.splat(correction2);
  const e = f32x4.splat(eps);
  const keep = f32x4.splat(decay);
  let o = (begin as usize) * 4;
  for (let left = end - begin; left > 0; left -= 4, o += 16) {
    const g = Vec.flush(Vec.part(grad + o, left, zero), leastGrad);
    const m = Vec.flush(Vec.fma(g, o1, f32x4.mul(b1, Vec.part(mean + o, left, zero))), least);
    const v = Vec.flush(Vec.fma(f32x4.mul(g, g), o2, f32x4.mul(b2, Vec.part(square + o, left, zero))), least);
    const update = f32x4.div(f32x4.mul(lr, m), f32x4.add(f32x4.sqrt(f32x4.mul(v, c2)), e));
    Vec.put(mean + o, m, left);
    Vec.put(square + o, v, left);
    Vec.put(value + o, f32x4.sub(f32x4.mul(keep, Vec.part(value + o, left, zero)), update), left);
  }
}
