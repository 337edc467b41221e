import { hostKernels } from '../reference/host-kernels.ts';
import { copy, fill } from './copy.ts';
import { binary, unary, where } from './elementwise.ts';
import type { Engine } from './engine.ts';
import { gather, scatterAdd } from './gather.ts';
import { matmul } from './matmul.ts';
import { reduce } from './reduce.ts';

/** The device's operations over an engine's memory. */
export interface Operations {
  readonly fill: typeof fill;
  readonly copy: typeof copy;
  readonly unary: typeof unary;
  readonly binary: typeof binary;
  readonly where: typeof where;
  readonly reduce: typeof reduce;
  readonly matmul: typeof matmul;
  readonly gather: typeof gather;
  readonly scatterAdd: typeof scatterAdd;
}

/** With the compiled kernels, where they have one. */
export const compiled: Operations = { fill, copy, unary, binary, where, reduce, matmul, gather, scatterAdd };

/** With the reference's loops, for hosts that forbid to compile. */
export const loops: Operations = {
  fill: (engine, out, value) => hostKernels.fill(engine.host(out), value),
  copy: (engine, x, out) => hostKernels.copy(engine.host(x), engine.host(out)),
  unary: (engine, op, x, out) => hostKernels.unary(op, engine.host(x), engine.host(out)),
  binary: (engine, op, a, b, out) => hostKernels.binary(op, host(engine, a), host(engine, b), engine.host(out)),
  where: (engine, test, a, b, out) =>
    hostKernels.where(engine.host(test), host(engine, a), host(engine, b), engine.host(out)),
  reduce: (engine, op, x, out) => hostKernels.reduce(op, engine.host(x), engine.host(out)),
  matmul: (engine, a, b, out, { accumulate = false } = {}) =>
    hostKernels.matmul(engine.host(a), engine.host(b), engine.host(out), { accumulate }),
  gather: (engine, table, indices, out) =>
    hostKernels.gather(engine.host(table), engine.host(indices), engine.host(out)),
  scatterAdd: (engine, indices, rows, out) =>
    hostKernels.scatterAdd(engine.host(indices), engine.host(rows), engine.host(out)),
};

function host(engine: Engine, x: Parameters<typeof binary>[2]) {
  return typeof x === 'number' ? x : engine.host(x);
}
