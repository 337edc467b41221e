import { concat, gelu, linear, type Tensor } from '@zero-to-gpt/autograd';

/** An operation as a link of a chain. y is [8, 8] before and after it; weights are near 1, so that nothing under- or overflows. */
export interface Link {
  /** Operations that are recorded for it. */
  readonly operations: number;
  /** The next y from this one and the weight. */
  readonly next: (y: Tensor, w: Tensor) => Tensor;
  /** Shape of the weight. Default [8, 8]. */
  readonly shape?: readonly number[];
  /** What the weight is multiplied with. Default 1. */
  readonly scale?: number;
}

/** Links of a chain. */
export const LINKS = 16;

/** The operations that are measured, in our words; the peers (engine/peers/autograd) have them in theirs. */
export const links = {
  add: { operations: 1, next: (y, w) => y.add(w) },
  'add-row': { operations: 1, next: (y, w) => y.add(w), shape: [8] },
  mul: { operations: 1, next: (y, w) => y.mul(w) },
  div: { operations: 1, next: (y, w) => y.div(w) },
  tanh: { operations: 1, next: (y) => y.tanh() },
  relu: { operations: 1, next: (y) => y.relu() },
  sigmoid: { operations: 1, next: (y) => y.sigmoid() },
  gelu: { operations: 1, next: (y) => gelu(y) },
  softmax: { operations: 1, next: (y) => y.softmax() },
  'log-softmax': { operations: 1, next: (y) => y.logSoftmax() },
  'sub-mean': { operations: 2, next: (y) => y.sub(y.mean({ axis: -1, keepdims: true })) },
  transpose: { operations: 1, next: (y) => y.mT },
  reshape: { operations: 2, next: (y) => y.reshape(4, 16).reshape(8, 8) },
  'split-concat': { operations: 2, next: (y) => concat(y.split(2)) },
  matmul: { operations: 1, next: (y, w) => y.matmul(w), scale: 1 / 8 },
  linear: { operations: 1, next: (y, w) => linear(y, w), scale: 1 / 8 },
  'linear-tanh': { operations: 2, next: (y, w) => linear(y, w).tanh(), scale: 1 / 8 },
} as const satisfies Readonly<Record<string, Link>>;

/** Their names. */
export type LinkName = keyof typeof links;

/** Operations of a chain of them: the sum of a product closes it. */
export function operationsOf(name: LinkName): number {
  return LINKS * links[name].operations + 2;
}

/** What both sides start from. */
export interface ChainTask {
  readonly name: LinkName;
  readonly length: number;
  /** [8, 8] in row-major order. */
  readonly x: readonly number[];
  /** The weight. */
  readonly w: readonly number[];
  /** Its shape. */
  readonly shape: readonly number[];
}

/** The numbers of a chain: the same in every run. */
export function chainTask(name: LinkName): ChainTask {
  const { shape = [8, 8], scale = 1 }: Link = links[name];
  const size = shape.reduce((a, b) => a * b, 1);
  const x = Array.from({ length: 64 }, (_, i) => ((i * 29) % 64) / 64 - 0.4);
  const w = Array.from({ length: size }, (_, i) => scale * (0.9 + ((i * 37) % 64) / 320));
  return { name, length: LINKS, x, w, shape };
}
