import type { NDArray } from '@zero-to-gpt/linalg';
import type { Rule } from './rule.ts';
import { columns, oneMinus, roomFor, stepsOf } from './steps.ts';

/**
 * Gates i (input), f (forget), g (new), o (output), in PyTorch's order: c′ = f · c + i · g, h′ = o · tanh(c′).
 * Source: Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000.
 */
export const lstmRule: Rule = {
  gates: 4,
  cell: true,
  apart: 0,
  forward(sums, w, { h, c }) {
    const { device } = sums;
    const [T, B] = sums.shape as [number, number];
    const H = w.shape[1]!;
    const [hs, cs, squashed] = [T + 1, T + 1, T].map((steps) => roomFor(sums, [steps, B, H])) as [
      NDArray,
      NDArray,
      NDArray,
    ];
    const [old, fresh] = [roomFor(sums, [B, H]), roomFor(sums, [B, H])]; // parts of the cell
    const turned = w.mT;
    const [i, f, g, o] = [0, 1, 2, 3].map((k) => stepsOf(sums, k * H, (k + 1) * H)) as Four<ReturnType<typeof stepsOf>>;
    const [all, both] = [stepsOf(sums), stepsOf(sums, 0, 2 * H)];
    const [state, cell, y] = [stepsOf(hs), stepsOf(cs), stepsOf(squashed)];
    device.copy(h, state(0));
    device.copy(c!, cell(0));
    for (let t = 0; t < T; t++) {
      device.matmul(state(t), turned, all(t), { accumulate: true });
      device.unary('sigmoid', both(t), both(t));
      device.unary('tanh', g(t), g(t));
      device.unary('sigmoid', o(t), o(t));
      device.binary('mul', f(t), cell(t), old);
      device.binary('mul', i(t), g(t), fresh);
      device.binary('add', old, fresh, cell(t + 1));
      device.unary('tanh', cell(t + 1), y(t));
      device.binary('mul', o(t), y(t), state(t + 1));
    }
    return { hs, last: { h: hs.slice(T), c: cs.slice(T) }, kept: { cs, gates: sums, squashed } };
  },
  backward(dhs, dlast, _hs, { cs, gates, squashed }, w) {
    const { device } = dhs;
    const [T, B, H] = dhs.shape as [number, number, number];
    const [i, f, g, o] = [0, 1, 2, 3].map((k) => columns(gates!, k * H, (k + 1) * H)) as Four<NDArray>;
    const y = squashed!;
    // what the slope of a step's cell (toO, toCell: of its result) is multiplied by, for all steps at once
    const toI = stepsOf(g.mul(i.sub(i.mul(i))));
    const toF = stepsOf(cs!.slice({ stop: T }).mul(f.sub(f.mul(f))));
    const toG = stepsOf(i.mul(oneMinus(g.mul(g))));
    const toO = stepsOf(y.mul(o.sub(o.mul(o))));
    const toCell = stepsOf(o.mul(oneMinus(y.mul(y))));
    const gi = roomFor(dhs, [T, B, 4 * H]);
    const [si, sf, sg, so] = [0, 1, 2, 3].map((k) => stepsOf(gi, k * H, (k + 1) * H)) as Four<typeof toI>;
    const [dy, forget, all] = [stepsOf(dhs), stepsOf(f), stepsOf(gi)];
    const zeros = () => roomFor(dhs, [B, H]).assign(0);
    const [dh, dc, rest] = [dlast ? dlast.h.clone() : zeros(), dlast?.c ? dlast.c.clone() : zeros(), zeros()];
    for (let t = T - 1; t >= 0; t--) {
      device.binary('add', dh, dy(t), dh);
      device.binary('mul', dh, toCell(t), rest);
      device.binary('add', dc, rest, dc);
      device.binary('mul', dc, toI(t), si(t));
      device.binary('mul', dc, toF(t), sf(t));
      device.binary('mul', dc, toG(t), sg(t));
      device.binary('mul', dh, toO(t), so(t));
      device.binary('mul', dc, forget(t), dc);
      device.matmul(all(t), w, dh);
    }
    return { gi, gh: gi, first: { h: dh, c: dc } };
  },
};

type Four<X> = [X, X, X, X];
