import type { NDArray, Nested } from '@zero-to-gpt/linalg';
import type { Tensor } from '../src/index.ts';
import * as ag from '../src/index.ts';
import { describeGolden, int32 } from './golden.ts';

/** What a case hands to its operation; those that it does not have are not read. */
interface Arguments {
  readonly axis: number;
  readonly k: number;
  readonly q: number;
  readonly shift: number;
  readonly start: number;
  readonly step: number;
  readonly counts: number[];
  readonly axes: number[];
  readonly width: [number, number][];
  readonly indices: Nested;
  readonly mask: Nested;
}

/** Each operation on x, its second input and its arguments. */
const operations: Readonly<Record<string, (x: Tensor, b: Tensor, args: Arguments) => Tensor>> = {
  softmax: (x, _, { axis }) => x.softmax({ axis }),
  logSumExp: (x, _, { axis }) => ag.logSumExp(x, { axis }),
  cumsum: (x, _, { axis }) => x.cumsum({ axis }),
  cumprod: (x, _, { axis }) => x.cumprod({ axis }),
  sort: (x, _, { axis }) => x.sort({ axis }),
  topK: (x, _, { k, axis }) => ag.topK(x, k, { axis }).values,
  quantile: (x, _, { q, axis }) => ag.quantile(x, q, { axis }),
  norm: (x, _, { axis }) => ag.linalg.norm(x, { ord: 3, axis }),
  roll: (x, _, { shift, axis }) => ag.roll(x, shift, { axis }),
  flip: (x, _, { axis }) => x.flip(axis),
  repeat: (x, _, { counts, axis }) => x.repeat(counts, { axis }),
  tile: (x, _, { counts }) => x.tile(...counts),
  pad: (x, _, { width }) => ag.pad(x, width, { value: 0.5 }),
  slice: (x, _, { axis, start, step }) => x.slice(...new Array<object>(axis).fill({}), { start, step }),
  take: (x, _, { indices, axis }) => x.take(indices as number[], { axis }),
  takeAlongAxis: (x, _, { indices, axis }) => ag.takeAlongAxis(x, int32(indices, x), { axis }),
  gather: (x, _, { indices, axis }) => ag.gather(x, int32(indices, x), { axis }),
  scatterAdd: (x, b, { indices, axis }) => ag.scatterAdd(x, int32(indices, x), b, { axis }),
  select: (x, _, { mask }) => x.select(maskOf(mask, x)),
  where: (x, b, { mask }) => ag.where(maskOf(mask, x), x, b),
  concat: (x, b, { axis }) => ag.concat([x, b, x], { axis }),
  stack: (x, b, { axis }) => ag.stack([b, x], { axis }),
  permute: (x, _, { axes }) => x.permute(...axes).flatten(),
  matmul: (x, b) => x.matmul(b),
  einsum: (x, b) => ag.einsum('...ij,...kj->...ki', x, b),
  tril: (x, _, { k }) => ag.tril(x, k),
  solve: (x, b) => ag.linalg.solve(x, b),
  det: (x) => ag.linalg.det(x),
};

const NEEDS_HOST = /^(sort|topK|quantile|select|solve|det) /;

describeGolden(
  'random-operations',
  // Casts: a case has the arguments of its operation
  ({ x, b, source }, _name, { op, args }) => operations[op as string]!(x!, (b ?? source)!, args as Arguments),
  { where: (device, name) => device !== 'queued' || !NEEDS_HOST.test(name) },
);

function maskOf(nested: Nested, x: Tensor): NDArray {
  return int32(nested, x).greater(0);
}
