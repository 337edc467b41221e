import { binary, copy, fill, unary, where } from './elementwise.ts';
import { gather, scatterAdd } from './gather.ts';
import { matmul } from './matmul.ts';
import { argmax, reduce } from './reduce.ts';

/** One function a kernel of `Device`, over host memory. */
export interface HostKernels {
  readonly fill: typeof fill;
  readonly copy: typeof copy;
  readonly unary: typeof unary;
  readonly binary: typeof binary;
  readonly where: typeof where;
  readonly reduce: typeof reduce;
  readonly argmax: typeof argmax;
  readonly matmul: typeof matmul;
  readonly gather: typeof gather;
  readonly scatterAdd: typeof scatterAdd;
}

/** The device's kernels as plain loops, for every dtype: the oracle, and the fallback of `cpu`. */
export const hostKernels: HostKernels = {
  fill,
  copy,
  unary,
  binary,
  where,
  reduce,
  argmax,
  matmul,
  gather,
  scatterAdd,
};
