import { describe, expect, test } from 'vitest';
import {
  type AttentionOptions,
  type CPUDevice,
  type DropoutDraws,
  Random,
  reference,
  type View,
} from '../../../src/index.ts';
import { arrayOf, dense, distance, variants } from '../layouts.ts';

interface Sizes {
  readonly B: number;
  readonly H: number;
  readonly T: number;
  readonly S: number;
  readonly D: number;
}

const noise = (seed: number) => (_: unknown, i: number) => (((i + 1) * seed * 7919) % 2003) / 1001 - 1;
const numbers = (n: number, seed: number) => Array.from({ length: n }, noise(seed));

/** (B, T, H, D) in memory, seen as (B, H, T, D), as a split of packed projections is. */
function heads(device: CPUDevice, { B, H, D }: Sizes, T: number, values: number[]): View {
  const x = arrayOf(device, values, [B, T, H, D]);
  return { ...x, shape: [B, H, T, D], strides: [T * H * D, D, H * D, 1] };
}

/** What dropout multiplies the weights of all heads by: 0 or 1/(1 − p), from the stream itself. */
function factors({ B, H, T, S }: Sizes, { p, seed, offset }: DropoutDraws): number[] {
  const stream = Random.from([seed % 2 ** 32, Math.floor(seed / 2 ** 32), offset]);
  const draws = [...stream.uniform([B * H * T * S], { device: reference }).toFlat()];
  return draws.map((u) => (u < Math.fround(p) ? 0 : 1 / (1 - p)));
}

/** Attention and its gradient as plain float64 loops over one head; rows that see nothing give 0. */
function oracle(
  q: number[][],
  k: number[][],
  v: number[][],
  dy: number[][],
  sees: (i: number, j: number) => boolean,
  scale: number,
  factor: (i: number, j: number) => number,
) {
  const D = q[0]!.length;
  const dot = (a: number[], b: number[]) => a.reduce((s, x, i) => s + x * b[i]!, 0);
  const zero = (rows: number) => Array.from({ length: rows }, () => new Array<number>(D).fill(0));
  const [out, dq, dk, dv] = [zero(q.length), zero(q.length), zero(k.length), zero(k.length)];
  const add = (to: number[], by: number, x: number[]) => {
    for (let d = 0; d < D; d++) to[d]! += by * x[d]!;
  };
  const lse = q.map((row, i) => {
    const e = k.map((key, j) => (sees(i, j) ? Math.exp(scale * dot(row, key)) : 0));
    const sum = e.reduce((a, b) => a + b, 0);
    const p = e.map((x) => (sum ? x / sum : 0));
    for (const [j, w] of p.entries()) add(out[i]!, w * factor(i, j), v[j]!);
    const delta = dot(dy[i]!, out[i]!);
    p.forEach((w, j) => {
      const ds = scale * w * (factor(i, j) * dot(dy[i]!, v[j]!) - delta);
      add(dv[j]!, w * factor(i, j), dy[i]!);
      add(dq[i]!, ds, k[j]!);
      add(dk[j]!, ds, row);
    });
    return Math.log(sum);
  });
  return { out, lse, dq, dk, dv };
}

/** Head (b, h) of values laid out as (B, T, H, D). */
function headOf(values: number[], { H, D }: Sizes, T: number, b: number, h: number): number[][] {
  return Array.from({ length: T }, (_, t) => values.slice(((b * T + t) * H + h) * D, ((b * T + t) * H + h + 1) * D));
}

describe.each(variants)('attention slots of $name', ({ make }) => {
  const device = make();
  const { attention, attentionBackward } = device.kernels;

  test.each([
    { B: 1, H: 1, T: 1, S: 1, D: 1, causal: true },
    { B: 2, H: 3, T: 9, S: 9, D: 5, causal: true },
    { B: 1, H: 2, T: 64, S: 64, D: 32, causal: true },
    { B: 1, H: 2, T: 130, S: 130, D: 7, causal: true },
    { B: 1, H: 2, T: 70, S: 33, D: 6, causal: false },
    { B: 1, H: 1, T: 3, S: 11, D: 4, causal: true },
    { B: 1, H: 1, T: 2, S: 11, D: 4, causal: true, queryOffset: 4 },
    { B: 1, H: 1, T: 5, S: 11, D: 4, causal: true, queryOffset: 40 },
    { B: 1, H: 2, T: 70, S: 3, D: 4, causal: true },
    { B: 1, H: 1, T: 4, S: 4, D: 4, causal: true, queryOffset: -2 },
    { B: 2, H: 3, T: 9, S: 9, D: 5, causal: true, dropout: { p: 0.3, seed: 7, offset: 0 } },
    { B: 1, H: 2, T: 70, S: 33, D: 6, causal: false, dropout: { p: 0.5, seed: 2 ** 50 + 3, offset: 1 } },
    { B: 1, H: 2, T: 3, S: 301, D: 4, causal: true, dropout: { p: 0.9, seed: 1, offset: 2 ** 34 - 7 } },
    { B: 1, H: 2, T: 25, S: 26, D: 4, causal: true, queryOffset: -2, dropout: { p: 0.1, seed: 5, offset: 2 } },
  ])(
    'B $B, H $H, T $T of $S, D $D, causal $causal, offset $queryOffset, dropout $dropout',
    ({ causal, queryOffset, dropout, ...sizes }) => {
      const { B, H, T, S, D } = sizes;
      const values = {
        q: numbers(B * T * H * D, 3),
        k: numbers(B * S * H * D, 5),
        v: numbers(B * S * H * D, 11),
        dy: numbers(B * T * H * D, 13),
      };
      const [q, k, v] = [
        heads(device, sizes, T, values.q),
        heads(device, sizes, S, values.k),
        heads(device, sizes, S, values.v),
      ];
      const dy = heads(device, sizes, T, values.dy);
      const fresh = (t: number) => heads(device, sizes, t, numbers(B * t * H * D, 17));
      const [out, dq, dk, dv, lse] = [fresh(T), fresh(T), fresh(S), fresh(S), dense(device, [B, H, T])];
      const options: AttentionOptions = {
        causal,
        scale: 0.7,
        ...(queryOffset !== undefined && { queryOffset }),
        ...(dropout && { dropout }),
      };
      const kept = dropout && factors(sizes, dropout);
      expect(attention!(q, k, v, out, lse, options)).toBe(true);
      expect(attentionBackward!(dy, q, k, v, out, lse, dq, dk, dv, options)).toBe(true);

      const offset = queryOffset ?? S - T;
      const sees = (i: number, j: number) => !causal || j <= i + offset;
      const wanted = {
        out: [] as number[],
        lse: [] as number[],
        dq: [] as number[],
        dk: [] as number[],
        dv: [] as number[],
      };
      for (let b = 0; b < B; b++)
        for (let h = 0; h < H; h++) {
          const [Q, K, V, dY] = [
            headOf(values.q, sizes, T, b, h),
            headOf(values.k, sizes, S, b, h),
            headOf(values.v, sizes, S, b, h),
            headOf(values.dy, sizes, T, b, h),
          ];
          const factor = (i: number, j: number) => kept?.[((b * H + h) * T + i) * S + j] ?? 1;
          const found = oracle(Q, K, V, dY, sees, options.scale, factor);
          for (const key of ['out', 'dq', 'dk', 'dv'] as const) wanted[key].push(...found[key].flat());
          wanted.lse.push(...found.lse);
        }
      for (const [view, key] of [
        [out, 'out'],
        [lse, 'lse'],
        [dq, 'dq'],
        [dk, 'dk'],
        [dv, 'dv'],
      ] as const)
        expect([key, distance(device.readSync(view), wanted[key]) < 1e-5]).toEqual([key, true]);
    },
  );
});

describe('attention slots', () => {
  const device = variants[0]!.make();
  const { attention, attentionBackward } = device.kernels;
  const sizes = { B: 1, H: 2, T: 4, S: 4, D: 4 };
  const head = () => heads(device, sizes, 4, numbers(32, 3));

  test('read and write slices of packed q, k and v', () => {
    const packed = arrayOf(device, numbers(2 * 5 * 3 * 8, 3), [2, 5, 24]);
    const gradient = dense(device, [2, 5, 24]);
    const slice = (x: View, i: number): View => ({
      ...x,
      shape: [2, 2, 5, 4],
      strides: [120, 4, 24, 1],
      offset: 8 * i,
    });
    const [out, lse] = [dense(device, [2, 2, 5, 4]), dense(device, [2, 2, 5])];
    const options = { causal: true, scale: 0.5 };
    const [q, k, v] = [0, 1, 2].map((i) => slice(packed, i)) as [View, View, View];
    expect(attention!(q, k, v, out, lse, options)).toBe(true);
    const apart = [0, 1, 2].map((i) => arrayOf(device, device.readSync(slice(packed, i)), [2, 2, 5, 4])) as [
      View,
      View,
      View,
    ];
    const same = dense(device, [2, 2, 5, 4]);
    attention!(...apart, same, lse, options);
    expect([...device.readSync(out)]).toEqual([...device.readSync(same)]);
    const [dq, dk, dv] = [0, 1, 2].map((i) => slice(gradient, i)) as [View, View, View];
    expect(attentionBackward!(out, q, k, v, out, lse, dq, dk, dv, options)).toBe(true);
    expect([...device.readSync(gradient)]).not.toContain(77);
  });

  test('decline masks, windows, dropout of everything, other dtypes and scattered elements, and write nothing', () => {
    const [q, k, v, out, lse] = [head(), head(), head(), head(), dense(device, [1, 2, 4])];
    const before = [...device.readSync(out)];
    const options = { causal: false, scale: 1 };
    const mask = dense(device, [1, 2, 4, 4], 'uint8');
    const turned = (x: View): View => ({ ...x, strides: [32, 16, 1, 4] });
    expect(attention!(q, k, v, out, lse, { ...options, mask })).toBe(false);
    expect(attention!(q, k, v, out, lse, { ...options, window: 2 })).toBe(false);
    expect(attention!(q, k, v, out, lse, { ...options, dropout: { p: 1, seed: 1, offset: 0 } })).toBe(false);
    expect(attention!(q, k, v, out, lse, { ...options, scale: -1 })).toBe(false);
    expect(attention!(turned(q), k, v, out, lse, options)).toBe(false);
    const wide = dense(device, [1, 2, 4, 4], 'float64');
    expect(attention!(wide, wide, wide, wide, dense(device, [1, 2, 4], 'float64'), options)).toBe(false);
    expect(attentionBackward!(out, q, k, v, out, lse, out, turned(k), v, options)).toBe(false);
    expect([...device.readSync(out)]).toEqual(before);
    expect([...device.readSync(lse)]).toEqual(new Array(8).fill(77));
  });

  test('keys that no query sees get gradients of exactly 0', () => {
    const sizes = { B: 1, H: 2, T: 3, S: 30, D: 4 };
    const fresh = (t: number) => heads(device, sizes, t, numbers(2 * t * 4, 5));
    const [q, dy, out, dq] = [fresh(3), fresh(3), fresh(3), fresh(3)];
    const [k, v, dk, dv, lse] = [fresh(30), fresh(30), fresh(30), fresh(30), dense(device, [1, 2, 3])];
    const options = { causal: true, scale: 1, queryOffset: 2 };
    attention!(q, k, v, out, lse, options);
    attentionBackward!(dy, q, k, v, out, lse, dq, dk, dv, options);
    for (const gradient of [dk, dv]) {
      const hidden = { ...gradient, shape: [1, 2, 25, 4], offset: gradient.strides[2]! * 5 };
      expect(new Set(device.readSync(hidden))).toEqual(new Set([0]));
    }
  });

  test('weights that underflow are exactly 0: no denormal number reaches the output', () => {
    const sizes = { B: 1, H: 1, T: 2, S: 2, D: 1 };
    const q = heads(device, sizes, 2, [1, 1]);
    const k = heads(device, sizes, 2, [0, -88]); // e^−88 would be denormal
    const [v, out, lse] = [heads(device, sizes, 2, [0, 1]), heads(device, sizes, 2, [7, 7]), dense(device, [1, 1, 2])];
    attention!(q, k, v, out, lse, { causal: false, scale: 1 });
    expect([...device.readSync(out)]).toEqual([0, 0]);
  });

  test('a query has the same bits alone and among others', () => {
    const sizes = { B: 1, H: 1, T: 40, S: 40, D: 12 };
    const whole = heads(device, sizes, 40, numbers(480, 3));
    const [k, v] = [heads(device, sizes, 40, numbers(480, 5)), heads(device, sizes, 40, numbers(480, 11))];
    const [out, lse] = [heads(device, sizes, 40, numbers(480, 13)), dense(device, [1, 1, 40])];
    attention!(whole, k, v, out, lse, { causal: true, scale: 0.3 });
    for (const at of [0, 30, 39]) {
      const row = (x: View) => ({ ...x, shape: [1, 1, 1, 12], offset: at * x.strides[2]! });
      const [one, oneLse] = [dense(device, [1, 1, 1, 12]), dense(device, [1, 1, 1])];
      attention!(row(whole), k, v, one, oneLse, { causal: true, scale: 0.3, queryOffset: at });
      expect(device.readSync(one)).toEqual(device.readSync(row(out)));
    }
  });

  test('NaN in a key that is hidden does not reach a query', () => {
    const [q, v, out, lse] = [head(), head(), head(), dense(device, [1, 2, 4])];
    const k = heads(
      device,
      sizes,
      4,
      numbers(32, 3).map((x, i) => (i >= 24 ? NaN : x)),
    );
    attention!(q, k, v, out, lse, { causal: true, scale: 1 });
    const rows = [...device.readSync(lse)].map((x) => Number.isNaN(x));
    expect(rows).toEqual([false, false, false, true, false, false, false, true]);
  });

  test('no queries leave nothing to do but zero gradients', () => {
    const none = dense(device, [1, 2, 0, 4]);
    const [k, v, dk, dv, lse] = [head(), head(), head(), head(), dense(device, [1, 2, 0])];
    expect(attention!(none, k, v, none, lse, { causal: true, scale: 1 })).toBe(true);
    expect(attentionBackward!(none, none, k, v, none, lse, none, dk, dv, { causal: true, scale: 1 })).toBe(true);
    expect(new Set(device.readSync(dk))).toEqual(new Set([0]));
  });
});
