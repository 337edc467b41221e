import { type NDArray, scope } from '@zero-to-gpt/linalg';
import type { Rule } from './rule.ts';
import { affine, roomFor } from './steps.ts';

/** What squashes a plain recurrent network's sums. */
export type Nonlinearity = 'tanh' | 'relu';

/** h′ = tanh(W·x + b + U·h + c), or with ReLU. Source: Elman 1990. */
export function plainRule(nonlinearity: Nonlinearity): Rule {
  return {
    gates: 1,
    cell: false,
    forward(gi, { w, b }, { h }) {
      const [T, B, H] = gi.shape as [number, number, number];
      const hs = roomFor(gi, [T + 1, B, H]);
      hs.slice(0).assign(h);
      for (let t = 0; t < T; t++) {
        using _ = scope();
        gi.device.unary(nonlinearity, affine(hs.slice(t), w, b, gi.slice(t)), hs.slice(t + 1));
      }
      return { hs, last: { h: hs.slice(T) }, kept: {} };
    },
    backward(dhs, dlast, hs, _kept, { w }) {
      const [T] = dhs.shape as [number];
      const gi = roomFor(dhs, dhs.shape);
      let dh: NDArray | null = dlast ? dlast.h : null;
      for (let t = T - 1; t >= 0; t--) {
        using step = scope();
        const y = hs.slice(t + 1);
        const d = dh ? dhs.slice(t).add(dh) : dhs.slice(t);
        const slope = nonlinearity === 'tanh' ? d.sub(d.mul(y.mul(y))) : d.mul(y.greater(0));
        gi.slice(t).assign(slope);
        dh = step.keep(slope.matmul(w));
      }
      return { gi, gh: gi, first: { h: dh! } };
    },
  };
}
