import { type NDArray, scope } from '@zero-to-gpt/linalg';
import type { Rule } from './rule.ts';
import { affine, columns, roomFor } from './steps.ts';

/**
 * Gates r (reset), z (update), n (new), in PyTorch's order: n = tanh(gᵢₙ + r · gₕₙ), h′ = (1 − z) · n + z · h.
 * Source: Cho et al. 2014, with the reset behind the product as in PyTorch and cuDNN.
 */
export const gruRule: Rule = {
  gates: 3,
  cell: false,
  forward(gi, { w, b }, { h }) {
    const [T, B] = gi.shape as [number, number];
    const H = w.shape[1]!;
    const hs = roomFor(gi, [T + 1, B, H]);
    const [rz, n, ghn] = [roomFor(gi, [T, B, 2 * H]), roomFor(gi, [T, B, H]), roomFor(gi, [T, B, H])];
    hs.slice(0).assign(h);
    for (let t = 0; t < T; t++) {
      using _ = scope();
      const [before, input] = [hs.slice(t), gi.slice(t)];
      const state = affine(before, w, b, null); // (B, 3H)
      const gates = rz.slice(t).assign(
        columns(input, 0, 2 * H)
          .add(columns(state, 0, 2 * H))
          .sigmoid(),
      );
      const [r, z] = [columns(gates, 0, H), columns(gates, H, 2 * H)];
      const fresh = ghn.slice(t).assign(columns(state, 2 * H, 3 * H));
      const next = n.slice(t).assign(
        columns(input, 2 * H, 3 * H)
          .add(r.mul(fresh))
          .tanh(),
      );
      hs.slice(t + 1).assign(next.add(z.mul(before.sub(next))));
    }
    return { hs, last: { h: hs.slice(T) }, kept: { rz, n, ghn } };
  },
  backward(dhs, dlast, hs, kept, { w }) {
    const [T, B, H] = dhs.shape as [number, number, number];
    const [gi, gh] = [roomFor(dhs, [T, B, 3 * H]), roomFor(dhs, [T, B, 3 * H])];
    let dh: NDArray | null = dlast ? dlast.h : null;
    for (let t = T - 1; t >= 0; t--) {
      using step = scope();
      const d = dh ? dhs.slice(t).add(dh) : dhs.slice(t);
      const [before, gates, n, ghn] = [hs.slice(t), kept.rz!.slice(t), kept.n!.slice(t), kept.ghn!.slice(t)];
      const [r, z] = [columns(gates, 0, H), columns(gates, H, 2 * H)];
      const passing = d.mul(z); // what passes by
      const dn = d.sub(passing);
      const sn = dn.sub(dn.mul(n.mul(n)));
      const sz = d.mul(before.sub(n)).mul(z.sub(z.mul(z)));
      const sr = sn.mul(ghn).mul(r.sub(r.mul(r)));
      const [inputs, states] = [gi.slice(t), gh.slice(t)];
      columns(inputs, 0, H).assign(sr);
      columns(inputs, H, 2 * H).assign(sz);
      columns(inputs, 2 * H, 3 * H).assign(sn);
      columns(states, 0, 2 * H).assign(columns(inputs, 0, 2 * H));
      columns(states, 2 * H, 3 * H).assign(sn.mul(r));
      dh = step.keep(passing.add(states.matmul(w)));
    }
    return { gi, gh, first: { h: dh! } };
  },
};
