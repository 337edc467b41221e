import { cpu, empty, type NDArray, Random } from '@zero-to-gpt/linalg';
import { matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { attend, attendBackward } from '../src/attend.ts';
import { type AttentionSettings, plainAttention, plainAttentionBackward } from '../src/plain-attention.ts';

expect.extend(matchers);

const [B, H, T, S, D] = [2, 3, 9, 12, 8];
const draw = (name: string, ...shape: number[]) => new Random(4).split(name).normal(shape);
const like = (...shape: number[]) => empty(shape).fill(Number.NaN);

/** Result, logarithms of sums, and gradients, by the device's kernel or by primitives. */
function run(settings: AttentionSettings, forward: typeof attend, backward: typeof attendBackward): NDArray[] {
  const [q, dy] = [draw('q', B, H, T, D), draw('dy', B, H, T, D)];
  const [k, v] = [draw('k', B, H, S, D), draw('v', B, H, S, D)];
  const [out, logSumExp] = [like(B, H, T, D), like(B, H, T)];
  const [dq, dk, dv] = [like(B, H, T, D), like(B, H, S, D), like(B, H, S, D)];
  forward(q, k, v, out, logSumExp, settings);
  backward(dy, q, k, v, out, logSumExp, dq, dk, dv, settings);
  return [out, logSumExp, dq, dk, dv];
}

test.for<[string, AttentionSettings]>([
  ['full', { causal: false, scale: 0.3 }],
  ['causal', { causal: true, scale: 0.3 }],
  ['with dropout', { causal: true, scale: 0.3, dropout: { p: 0.25, seed: 2 ** 40 + 7, offset: 3 } }],
  ['masked', { causal: false, scale: 0.3, mask: draw('mask', T, S).greater(0) }],
])('the cpu device’s attention equals the plain one: %s', async ([, settings]) => {
  const wanted = run(settings, plainAttention, plainAttentionBackward);
  for (const [i, found] of run(settings, attend, attendBackward).entries())
    await expect(found, `array ${i}`).toBeAllClose(wanted[i], { rtol: 1e-4, atol: 1e-5 });
  expect(cpu.kernels.attention).toBeDefined(); // or there were nothing to compare
});
