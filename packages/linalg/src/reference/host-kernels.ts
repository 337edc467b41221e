import { binary, copy, fill, unary, where } from './elementwise.ts';
import { gather, scatterAdd } from './gather.ts';
import { matmul } from './matmul.ts';
import { argmax, reduce } from './reduce.ts';

/** The device's kernels as plain loops over host memory, for every dtype: the oracle, and the fallback of `cpu`. */
export const hostKernels = { fill, copy, unary, binary, where, reduce, argmax, matmul, gather, scatterAdd } as const;
