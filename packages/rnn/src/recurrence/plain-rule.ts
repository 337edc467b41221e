import type { Rule } from './rule.ts';
import { oneMinus, roomFor, stepsOf } from './steps.ts';

/** What squashes a plain recurrent network's sums. */
export type Nonlinearity = 'tanh' | 'relu';

/** h′ = tanh(W·x + b + U·h + c), or with ReLU. Source: Elman 1990. */
export function plainRule(nonlinearity: Nonlinearity): Rule {
  return {
    gates: 1,
    cell: false,
    apart: 0,
    forward(sums, w, { h }) {
      const { device } = sums;
      const [T, B, H] = sums.shape as [number, number, number];
      const hs = roomFor(sums, [T + 1, B, H]);
      const [state, sum, turned] = [stepsOf(hs), stepsOf(sums), w.mT];
      device.copy(h, state(0));
      for (let t = 0; t < T; t++) {
        device.matmul(state(t), turned, sum(t), { accumulate: true });
        device.unary(nonlinearity, sum(t), state(t + 1));
      }
      return { hs, last: { h: hs.slice(T) }, kept: {} };
    },
    backward(dhs, dlast, hs, _kept, w) {
      const { device } = dhs;
      const [T, B, H] = dhs.shape as [number, number, number];
      const ys = hs.slice({ start: 1 });
      const slopes = nonlinearity === 'tanh' ? oneMinus(ys.mul(ys)) : ys.greater(0).astype(ys.dtype); // tanh′, ReLU′
      const gi = roomFor(dhs, dhs.shape);
      const [dy, slope, g] = [stepsOf(dhs), stepsOf(slopes), stepsOf(gi)];
      const dh = dlast ? dlast.h.clone() : roomFor(dhs, [B, H]).assign(0);
      for (let t = T - 1; t >= 0; t--) {
        device.binary('add', dh, dy(t), dh);
        device.binary('mul', dh, slope(t), g(t));
        device.matmul(g(t), w, dh);
      }
      return { gi, gh: gi, first: { h: dh } };
    },
  };
}
