import {
  arange,
  array,
  type Device,
  emptyLike,
  type NDArray,
  softmax,
  where,
  zeros,
  zerosLike,
} from '@zero-to-gpt/linalg';
import type { TestApi } from '../test-api.ts';
import { gap, pair } from './cases.ts';

/** Rows of every length around a vector register. */
const widths = [1, 3, 4, 8, 13, 65, 128];
const tolerance = { rtol: 1e-4, atol: 2e-5 };

/** Kernel slots for rows: each one the device fills does what its composition does, or declines and writes nothing. */
export function describeSlots(make: () => Device, { test, expect }: TestApi): void {
  test('softmax slots equal the composition', async () => {
    const device = make();
    const { softmax: forward, softmaxBackward: backward } = device.kernels;
    for (const width of widths) {
      const x = pair(device, [3, 5, width], { seed: 30 });
      const dy = pair(device, [3, 5, width], { seed: 31 });
      const y = softmax(x.exact);
      const out = emptyLike(x.x);
      if (forward?.(x.x, out)) expect(await gap(out, y, tolerance)).toBe('');
      const dx = emptyLike(x.x);
      if (!backward?.(dy.x, softmax(x.x), dx)) continue;
      const dot = dy.exact.mul(y).sum({ axis: -1, keepdims: true });
      expect(await gap(dx, y.mul(dy.exact.sub(dot)), tolerance)).toBe('');
    }
  });

  test('linear slots equal x·wᵀ + bias + residual and its gradient', async () => {
    const device = make();
    const { linear, linearBackward } = device.kernels;
    for (const [rows, inner, outer] of [
      [1, 1, 1],
      [6, 5, 3],
      [7, 16, 65],
      [24, 33, 12],
    ] as const) {
      const x = pair(device, [2, rows, inner], { seed: 32 });
      const w = pair(device, [outer, inner], { seed: 33 });
      const bias = pair(device, [outer], { seed: 34 });
      const more = pair(device, [2, rows, outer], { seed: 35 });
      const out = zeros([2, rows, outer], { device });
      const product = x.exact.matmul(w.exact.T);
      if (linear?.(x.x, w.x, null, null, out)) expect(await gap(out, product, tolerance)).toBe('');
      if (linear?.(x.x, w.x, bias.x, more.x, out))
        expect(await gap(out, product.add(bias.exact).add(more.exact), tolerance)).toBe('');
      const [dx, dw, dbias] = [emptyLike(x.x), emptyLike(w.x), emptyLike(bias.x)];
      if (!linearBackward?.(more.x, x.x, w.x, dx, dw, dbias)) continue;
      const dy = more.exact.reshape(-1, outer);
      expect(await gap(dx, more.exact.matmul(w.exact), tolerance)).toBe('');
      expect(await gap(dw, dy.T.matmul(x.exact.reshape(-1, inner)), tolerance)).toBe('');
      expect(await gap(dbias, dy.sum({ axis: 0 }), tolerance)).toBe('');
    }
  });

  test('layer norm slots equal the composition', async () => {
    const device = make();
    const { layerNorm, layerNormBackward } = device.kernels;
    for (const width of widths.slice(1)) {
      const x = pair(device, [4, 3, width], { seed: 36 });
      const weight = pair(device, [width], { seed: 37 });
      const bias = pair(device, [width], { seed: 38 });
      const dy = pair(device, [4, 3, width], { seed: 39 });
      const [out, mean, rstd] = [emptyLike(x.x), zeros([4, 3], { device }), zeros([4, 3], { device })];
      if (!layerNorm?.(x.x, weight.x, bias.x, out, mean, rstd, { eps: 1e-5 })) return;
      const centred = x.exact.sub(x.exact.mean({ axis: -1, keepdims: true }));
      const r = centred.mul(centred).mean({ axis: -1, keepdims: true }).add(1e-5).pow(-0.5);
      const unit = centred.mul(r);
      expect(await gap(out, unit.mul(weight.exact).add(bias.exact), tolerance)).toBe('');
      const [dx, dweight, dbias] = [emptyLike(x.x), emptyLike(weight.x), emptyLike(bias.x)];
      if (!layerNormBackward?.(dy.x, x.x, weight.x, mean, rstd, dx, dweight, dbias)) continue;
      const g = dy.exact.mul(weight.exact);
      const share = unit.mul(g.mul(unit).mean({ axis: -1, keepdims: true }));
      const wanted = g
        .sub(g.mean({ axis: -1, keepdims: true }))
        .sub(share)
        .mul(r);
      expect(await gap(dx, wanted, { rtol: 1e-3, atol: 1e-4 })).toBe('');
      expect(await gap(dweight, dy.exact.mul(unit).sum({ axis: [0, 1] }), tolerance)).toBe('');
      expect(await gap(dbias, dy.exact.sum({ axis: [0, 1] }), tolerance)).toBe('');
    }
  });

  test('activation slots equal the composition', async () => {
    const device = make();
    const { activation, activationBackward } = device.kernels;
    const f = {
      gelu: (x: NDArray) => x.mul(0.5).mul(x.add(x.pow(3).mul(0.044715)).mul(0.7978845608028654).tanh().add(1)),
      silu: (x: NDArray) => x.mul(x.sigmoid()),
      relu2: (x: NDArray) => x.relu().pow(2),
    } as const;
    for (const kind of ['gelu', 'silu', 'relu2'] as const) {
      const x = pair(device, [5, 13], { seed: 40 });
      const dy = pair(device, [5, 13], { seed: 41 });
      const [out, dx] = [emptyLike(x.x), emptyLike(x.x)];
      if (activation?.(kind, x.x, out)) expect(await gap(out, f[kind](x.exact), tolerance)).toBe('');
      if (!activationBackward?.(kind, dy.x, x.x, dx)) continue;
      const slope = f[kind](x.exact.add(1e-6))
        .sub(f[kind](x.exact.sub(1e-6)))
        .div(2e-6);
      expect(await gap(dx, dy.exact.mul(slope), tolerance)).toBe('');
    }
  });

  test('cross-entropy slots equal −log softmax at the target, and skip ignored rows', async () => {
    const device = make();
    const { crossEntropy, crossEntropyBackward } = device.kernels;
    for (const width of widths.slice(1)) {
      const logits = pair(device, [6, width], { seed: 42 });
      const ids = [0, width - 1, -1, 1, 2 % width, -1];
      const targets = array(ids, { dtype: 'int32', device });
      const [losses, lse, dlogits] = [zeros([6], { device }), zeros([6], { device }), emptyLike(logits.x)];
      if (!crossEntropy?.(logits.x, targets, losses, lse, { ignoreIndex: -1 })) return;
      const p = softmax(logits.exact);
      const wanted = ids.map((id, i) => (id < 0 ? 0 : -p.slice(i, id).log().item()));
      expect(await gap(losses, array(wanted), tolerance)).toBe('');
      const dlosses = pair(device, [6], { seed: 43 });
      if (!crossEntropyBackward?.(dlosses.x, logits.x, targets, lse, dlogits, { ignoreIndex: -1 })) continue;
      const onehot = zerosLike(logits.exact);
      ids.forEach((id, i) => void (id >= 0 && onehot.set(1, i, id)));
      const live = array(
        ids.map((id) => [id < 0 ? 0 : 1]),
        { dtype: 'float64', device: logits.exact.device },
      );
      const scale = dlosses.exact.unsqueeze(1).mul(live);
      expect(await gap(dlogits, p.sub(onehot).mul(scale), tolerance)).toBe('');
    }
  });

  test('embeddingBackward adds the rows of repeated ids up', async () => {
    const device = make();
    for (const width of widths) {
      const dy = pair(device, [5, width], { seed: 44 });
      const ids = [2, 0, 2, 3, 2];
      const table = pair(device, [4, width], { seed: 45 });
      const start = table.exact.clone();
      if (!device.kernels.embeddingBackward?.(array(ids, { dtype: 'int32', device }), dy.x, table.x)) return;
      const at = array(ids, { dtype: 'int32', device: start.device });
      start.device.scatterAdd(at, dy.exact, start);
      expect(await gap(table.x, start, tolerance)).toBe('');
    }
  });
}

/** Attention against softmax(q·kᵀ·scale)·v and its gradient, in float64. */
export function describeAttention(make: () => Device, { test, expect }: TestApi): void {
  test('attention slots equal softmax(q·kᵀ)·v and its gradient, causal or not', async () => {
    const device = make();
    const { attention, attentionBackward } = device.kernels;
    const cases = [
      { B: 2, H: 3, T: 1, S: 1, D: 4, causal: true },
      { B: 2, H: 2, T: 7, S: 7, D: 5, causal: true },
      { B: 1, H: 2, T: 16, S: 16, D: 8, causal: false },
      { B: 1, H: 1, T: 65, S: 65, D: 32, causal: true },
      { B: 1, H: 2, T: 3, S: 10, D: 8, causal: true },
    ];
    for (const { B, H, T, S, D, causal } of cases) {
      // heads as views into packed projections, (B, T, H, D) seen as (B, H, T, D)
      const heads = (x: NDArray) => x.transpose(1, 2);
      const [q, dy] = [50, 51].map((seed) => pair(device, [B, T, H, D], { seed })) as [Twin, Twin];
      const [k, v] = [52, 53].map((seed) => pair(device, [B, S, H, D], { seed })) as [Twin, Twin];
      const options = { causal, scale: 1 / Math.sqrt(D) };
      const out = heads(zeros([B, T, H, D], { device }));
      const lse = zeros([B, H, T], { device });
      if (!attention?.(heads(q.x), heads(k.x), heads(v.x), out, lse, options)) continue;

      const [Q, K, V, dO] = [q, k, v, dy].map((x) => heads(x.exact)) as [NDArray, NDArray, NDArray, NDArray];
      const rows = arange(T, { dtype: 'float64', device: Q.device })
        .unsqueeze(1)
        .add(S - T);
      const hidden = arange(S, { dtype: 'float64', device: Q.device }).greater(rows);
      const scores = Q.matmul(K.mT).mul(options.scale);
      const P = softmax(causal ? where(hidden, -1e30, scores) : scores);
      expect(await gap(out, P.matmul(V), tolerance)).toBe('');

      const [dq, dk, dv] = [q, k, v].map((x) => heads(emptyLike(x.x))) as [NDArray, NDArray, NDArray];
      const grads = attentionBackward?.(heads(dy.x), heads(q.x), heads(k.x), heads(v.x), out, lse, dq, dk, dv, options);
      if (!grads) continue;
      const dP = dO.matmul(V.mT);
      const dS = P.mul(dP.sub(P.mul(dP).sum({ axis: -1, keepdims: true }))).mul(options.scale);
      expect(await gap(dq, dS.matmul(K), tolerance)).toBe('');
      expect(await gap(dk, dS.mT.matmul(Q), tolerance)).toBe('');
      expect(await gap(dv, P.mT.matmul(dO), tolerance)).toBe('');
    }
  });
}

type Twin = ReturnType<typeof pair>;
