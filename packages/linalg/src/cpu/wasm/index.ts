// AssemblyScript: TypeScript's syntax with WebAssembly's types. The package's task `wasm` compiles it into
// ../kernels.wasm.ts. Read in this order; every file says what it computes, how it walks memory and what it beats.
// (asc 0.28 knows `.ts` in `import from`, not in `export from`: import first, then export.)
//
// Addresses and strides are in bytes. The last two arguments of a kernel, begin and end, are the part of the work that
// this call does: rows, columns, heads or blocks, which threads may share out without meeting one another.

import { setWorkspace } from './workspace.ts';
import {
  negRows,
  absRows,
  signRows,
  floorRows,
  expRows,
  logRows,
  sqrtRows,
  tanhRows,
  reluRows,
  sigmoidRows,
} from './unary.ts';
import { addRows, subRows, mulRows, divRows, maximumRows, minimumRows } from './binary.ts';
import { equalRows, notEqualRows, lessRows, lessEqualRows } from './compare.ts';
import { whereRows } from './where.ts';
import { copyRows, copyStridedRows, transposeRows, fillRows, bytesToFloatRows } from './copy.ts';
import { sumRows, prodRows, maxRows, minRows } from './reduce-rows.ts';
import { sumColumns, prodColumns, maxColumns, minColumns } from './reduce-columns.ts';
import { gemmRows, gemmColumns, gemmBatch } from './gemm.ts';
import { softmaxRows, softmaxBackwardRows } from './softmax.ts';
import { crossEntropyRows, crossEntropyBackwardRows } from './cross-entropy.ts';
import { layerNormRows, layerNormBackwardBlocks } from './layer-norm.ts';
import { rmsNormRows, rmsNormBackwardBlocks } from './rms-norm.ts';
import { geluRows, geluBackwardRows, siluRows, siluBackwardRows, relu2Rows, relu2BackwardRows } from './activation.ts';
import { workspaceBytes, attentionHeads } from './attention.ts';
import { attentionBackwardHeads } from './attention-backward.ts';
import { firstBadIndex, gatherRows, scatterAddColumns } from './embedding.ts';
import { im2colRows, col2imPlanes, maxPoolPlanes, maxPoolBackwardPlanes } from './window.ts';
import { adamwRange } from './adamw.ts';
import { squareBlocks, rootOfSum, clipRange } from './norm.ts';
import { dropoutChunks, uniformChunks, uniformDoubleChunks } from './philox.ts';

export {
  setWorkspace,
  negRows,
  absRows,
  signRows,
  floorRows,
  expRows,
  logRows,
  sqrtRows,
  tanhRows,
  reluRows,
  sigmoidRows,
  addRows,
  subRows,
  mulRows,
  divRows,
  maximumRows,
  minimumRows,
  equalRows,
  notEqualRows,
  lessRows,
  lessEqualRows,
  whereRows,
  copyRows,
  copyStridedRows,
  transposeRows,
  fillRows,
  bytesToFloatRows,
  sumRows,
  prodRows,
  maxRows,
  minRows,
  sumColumns,
  prodColumns,
  maxColumns,
  minColumns,
  gemmRows,
  gemmColumns,
  gemmBatch,
  softmaxRows,
  softmaxBackwardRows,
  crossEntropyRows,
  crossEntropyBackwardRows,
  layerNormRows,
  layerNormBackwardBlocks,
  rmsNormRows,
  rmsNormBackwardBlocks,
  geluRows,
  geluBackwardRows,
  siluRows,
  siluBackwardRows,
  relu2Rows,
  relu2BackwardRows,
  workspaceBytes,
  attentionHeads,
  attentionBackwardHeads,
  firstBadIndex,
  gatherRows,
  scatterAddColumns,
  im2colRows,
  col2imPlanes,
  maxPoolPlanes,
  maxPoolBackwardPlanes,
  adamwRange,
  squareBlocks,
  rootOfSum,
  clipRange,
  dropoutChunks,
  uniformChunks,
  uniformDoubleChunks,
};

/** First byte that the host may use: below lie the constants. */
export function heapBase(): usize {
  return __heap_base;
}
