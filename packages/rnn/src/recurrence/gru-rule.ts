import type { NDArray } from '@zero-to-gpt/linalg';
import type { Rule } from './rule.ts';
import { columns, oneMinus, roomFor, stepsOf } from './steps.ts';

/**
 * Gates r (reset), z (update), n (new), in PyTorch's order: n = tanh(gᵢₙ + r · gₕₙ), h′ = (1 − z) · n + z · h.
 * Source: Cho et al. 2014, with the reset behind the product as in PyTorch and cuDNN.
 */
export const gruRule: Rule = {
  gates: 3,
  cell: false,
  apart: 1,
  forward(sums, w, { h }, bias) {
    const { device } = sums;
    const [T, B] = sums.shape as [number, number];
    const H = w.shape[1]!;
    const hs = roomFor(sums, [T + 1, B, H]);
    const ghn = roomFor(sums, [T, B, H]); // the state's part of n, before the reset
    const [wrz, wn] = [w.slice({ stop: 2 * H }).mT, w.slice({ start: 2 * H }).mT];
    ghn.assign(bias ?? 0);
    const rest = roomFor(sums, [B, H]);
    const [state, fresh, rz] = [stepsOf(hs), stepsOf(ghn), stepsOf(sums, 0, 2 * H)];
    const [r, z, n] = [0, 1, 2].map((k) => stepsOf(sums, k * H, (k + 1) * H)) as Three<typeof rz>;
    device.copy(h, state(0));
    for (let t = 0; t < T; t++) {
      device.matmul(state(t), wrz, rz(t), { accumulate: true });
      device.matmul(state(t), wn, fresh(t), { accumulate: true });
      device.unary('sigmoid', rz(t), rz(t));
      device.binary('mul', r(t), fresh(t), rest);
      device.binary('add', n(t), rest, n(t));
      device.unary('tanh', n(t), n(t));
      device.binary('sub', state(t), n(t), rest);
      device.binary('mul', z(t), rest, rest);
      device.binary('add', n(t), rest, state(t + 1));
    }
    return { hs, last: { h: hs.slice(T) }, kept: { gates: sums, ghn } };
  },
  backward(dhs, dlast, hs, { gates, ghn }, w) {
    const { device } = dhs;
    const [T, B, H] = dhs.shape as [number, number, number];
    const [r, z, n] = [0, 1, 2].map((k) => columns(gates!, k * H, (k + 1) * H)) as Three<NDArray>;
    const kept = oneMinus(z);
    // what the slope d of a step's result is multiplied by on its way to each gate, for all steps at once
    const toN = stepsOf(kept.mul(oneMinus(n.mul(n))));
    const toZ = stepsOf(hs.slice({ stop: T }).sub(n).mul(z.mul(kept)));
    const toR = stepsOf(ghn!.mul(r.sub(r.mul(r)))); // of n's slope, not of d
    const [gi, gh] = [roomFor(dhs, [T, B, 3 * H]), roomFor(dhs, [T, B, 3 * H])];
    const [sr, sz, shn] = [0, 1, 2].map((k) => stepsOf(gh, k * H, (k + 1) * H)) as Three<typeof toN>;
    const [dy, sn, all] = [stepsOf(dhs), stepsOf(gi, 2 * H, 3 * H), stepsOf(gh)];
    const [reset, update] = [stepsOf(r), stepsOf(z)];
    const d = dlast ? dlast.h.clone() : roomFor(dhs, [B, H]).assign(0);
    for (let t = T - 1; t >= 0; t--) {
      device.binary('add', d, dy(t), d);
      device.binary('mul', d, toN(t), sn(t));
      device.binary('mul', d, toZ(t), sz(t));
      device.binary('mul', sn(t), toR(t), sr(t));
      device.binary('mul', sn(t), reset(t), shn(t));
      device.binary('mul', d, update(t), d); // what passes by
      device.matmul(all(t), w, d, { accumulate: true });
    }
    columns(gi, 0, 2 * H).assign(columns(gh, 0, 2 * H));
    return { gi, gh, first: { h: d } };
  },
};

type Three<X> = [X, X, X];
