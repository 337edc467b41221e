import { type NDArray, scope } from '@zero-to-gpt/linalg';
import type { Rule } from './rule.ts';
import { affine, columns, roomFor } from './steps.ts';

/**
 * Gates i (input), f (forget), g (new), o (output), in PyTorch's order: c′ = f · c + i · g, h′ = o · tanh(c′).
 * Source: Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000.
 */
export const lstmRule: Rule = {
  gates: 4,
  cell: true,
  forward(gi, { w, b }, { h, c }) {
    const [T, B] = gi.shape as [number, number];
    const H = w.shape[1]!;
    const [hs, cs] = [roomFor(gi, [T + 1, B, H]), roomFor(gi, [T + 1, B, H])];
    const [gates, squashed] = [roomFor(gi, [T, B, 4 * H]), roomFor(gi, [T, B, H])];
    hs.slice(0).assign(h);
    cs.slice(0).assign(c!);
    for (let t = 0; t < T; t++) {
      using _ = scope();
      const sums = affine(hs.slice(t), w, b, gi.slice(t)); // (B, 4H)
      const all = gates.slice(t).assign(sums.sigmoid());
      const g = columns(all, 2 * H, 3 * H).assign(columns(sums, 2 * H, 3 * H).tanh());
      const [i, f, o] = [columns(all, 0, H), columns(all, H, 2 * H), columns(all, 3 * H, 4 * H)];
      const cell = cs.slice(t + 1).assign(f.mul(cs.slice(t)).add(i.mul(g)));
      hs.slice(t + 1).assign(o.mul(squashed.slice(t).assign(cell.tanh())));
    }
    return { hs, last: { h: hs.slice(T), c: cs.slice(T) }, kept: { cs, gates, squashed } };
  },
  backward(dhs, dlast, _hs, kept, { w }) {
    const [T, B, H] = dhs.shape as [number, number, number];
    const gi = roomFor(dhs, [T, B, 4 * H]);
    let dh: NDArray | null = dlast ? dlast.h : null;
    let dc: NDArray | null = dlast?.c ?? null;
    for (let t = T - 1; t >= 0; t--) {
      using step = scope();
      const d = dh ? dhs.slice(t).add(dh) : dhs.slice(t);
      const [all, y, before] = [kept.gates!.slice(t), kept.squashed!.slice(t), kept.cs!.slice(t)];
      const [i, f, g, o] = [0, 1, 2, 3].map((k) => columns(all, k * H, (k + 1) * H)) as [
        NDArray,
        NDArray,
        NDArray,
        NDArray,
      ];
      const through = d.mul(o);
      const inner = through.sub(through.mul(y.mul(y)));
      const cell = dc ? inner.add(dc) : inner;
      const slopes = gi.slice(t);
      columns(slopes, 0, H).assign(cell.mul(g).mul(i.sub(i.mul(i))));
      columns(slopes, H, 2 * H).assign(cell.mul(before).mul(f.sub(f.mul(f))));
      const ci = cell.mul(i);
      columns(slopes, 2 * H, 3 * H).assign(ci.sub(ci.mul(g.mul(g))));
      columns(slopes, 3 * H, 4 * H).assign(d.mul(y).mul(o.sub(o.mul(o))));
      dh = step.keep(slopes.matmul(w));
      dc = step.keep(cell.mul(f));
    }
    return { gi, gh: gi, first: { h: dh!, c: dc! } };
  },
};
