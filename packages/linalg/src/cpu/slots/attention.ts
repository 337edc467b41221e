import type { AttentionOptions, DropoutDraws } from '../../kernels.ts';
import type { View } from '../../view.ts';
import type { Engine } from '../engine.ts';
import { areFloat32, denseOf, haveShapes } from '../matrix.ts';
import { dropoutWords } from './random.ts';

/** Fields of `AttentionTask` and of each of its arrays, as wasm/attention.ts reads them. */
const TASK_WORDS = 14;
const ARRAY_WORDS = 4;

/** Most keys whose draws, for 24 queries at once, fit where products have their panels. */
const MOST_DRAWN = 16384;

/** Scaled dot-product attention; declines masks and windows. */
export function attention(
  engine: Engine,
  q: View,
  k: View,
  v: View,
  out: View,
  logSumExp: View,
  options: AttentionOptions,
): boolean {
  const lse = denseOf(engine, logSumExp);
  if (!areFloat32(logSumExp) || lse === null || !isPlain(k, options) || ![q, k, v, out].every(isHeads)) return false;
  if (!areAlike(q, k, [out], [v], logSumExp)) return false;
  for (const w of [out, logSumExp]) w.storage.version++;
  runHeads(engine, 'attentionHeads', [q, k, v, out], lse, options, 1);
  return true;
}

/** Its gradient; the weights are computed again from q, k and logSumExp. */
export function attentionBackward(
  engine: Engine,
  dy: View,
  q: View,
  k: View,
  v: View,
  out: View,
  logSumExp: View,
  dq: View,
  dk: View,
  dv: View,
  options: AttentionOptions,
): boolean {
  const lse = denseOf(engine, logSumExp);
  const arrays = [q, k, v, out, dy, dq, dk, dv];
  if (!areFloat32(logSumExp) || lse === null || !isPlain(k, options) || !arrays.every(isHeads)) return false;
  if (!areAlike(q, k, [out, dy, dq], [v, dk, dv], logSumExp)) return false;
  for (const w of [dq, dk, dv]) w.storage.version++;
  runHeads(engine, 'attentionBackwardHeads', arrays, lse, options, 2);
  return true;
}

/** Whether the shapes belong together, with at least one key and one element a head. */
function areAlike(q: View, k: View, likeQ: readonly View[], likeK: readonly View[], lse: View): boolean {
  const [B, H, T, D] = q.shape as readonly [number, number, number, number];
  const S = k.shape[2]!;
  const pairs = [k, ...likeK].map((x) => [x, [B, H, S, D]] as const);
  return S > 0 && D > 0 && haveShapes([lse, [B, H, T]], ...likeQ.map((x) => [x, q.shape] as const), ...pairs);
}

/** Softmax subtracts the largest score, so the scale has to keep their order. */
function isPlain(k: View, { mask, dropout, window, scale }: AttentionOptions): boolean {
  const draws = !dropout || (dropoutWords(dropout).factor > 0 && k.shape[2]! <= MOST_DRAWN);
  return !mask && draws && window === undefined && scale > 0;
}

/** (B, H, T, D) of float32 with the elements of a head side by side: also a slice of packed q, k and v. */
function isHeads(x: View): boolean {
  return x.storage.dtype === 'float32' && x.shape.length === 4 && (x.strides[3] === 1 || x.shape[3] === 1);
}

function runHeads(
  engine: Engine,
  kernel: 'attentionHeads' | 'attentionBackwardHeads',
  arrays: readonly View[],
  lse: number,
  options: AttentionOptions,
  scratchBlocks: number,
): void {
  const [B, H, queries, width] = arrays[0]!.shape as readonly [number, number, number, number];
  const keys = arrays[1]!.shape[2]!;
  const { causal, scale, queryOffset = keys - queries, dropout } = options;
  engine.runner.reserve(engine.exports.workspaceBytes(scratchBlocks, keys, width));
  const count = TASK_WORDS + ARRAY_WORDS * arrays.length;
  engine.scratch(4 * count, (address) => {
    const words = engine.words(address, count);
    words.set([H, queries, keys, width, +causal, queryOffset, floatBits(scale), lse]);
    words.set(dropout ? drawWords(dropout) : [0, 0, 0, 0, 0, 0], TASK_WORDS - 6);
    arrays.forEach((x, i) => {
      const strides = x.strides.slice(0, 3).map((s) => s * 4);
      words.set([engine.address(x), ...strides], TASK_WORDS + ARRAY_WORDS * i);
    });
    engine.runner.run(kernel, [address], { count: B * H, cost: (scratchBlocks * queries * keys * width) / 4 });
  });
}

/** First word, key, least word that stays, factor of what stays, which is 0 without dropout. */
function drawWords(draws: DropoutDraws): number[] {
  const { key, least, factor } = dropoutWords(draws);
  return [draws.offset, Math.floor(draws.offset / 4294967296), ...key, least, floatBits(factor)];
}

function floatBits(x: number): number {
  return new Int32Array(Float32Array.of(x).buffer)[0]!;
}
