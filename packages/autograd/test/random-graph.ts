import type { Range } from '@zero-to-gpt/linalg';
import {
  concat,
  einsum,
  linalg,
  logSumExp,
  pad,
  roll,
  stack,
  type Tensor,
  takeAlongAxis,
  tril,
  where,
} from '../src/index.ts';

/** A step of a random computation: made from two tensors of the pool and a number that chooses. Null where it does not fit them. */
type Step = (a: Tensor, b: Tensor, pick: number) => ((a: Tensor, b: Tensor) => Tensor) | null;

/** Elements that a value may have, so that hundreds of graphs stay quick. */
const LARGEST = 24;

const axisOf = ({ ndim }: Tensor, pick: number): number => pick % ndim;
const whole = (x: Tensor, range: Range, axis: number): Tensor => x.slice(...Array<Range>(axis).fill({}), range);
const broadcasts = (a: Tensor, b: Tensor): boolean => {
  for (let i = 1; i <= Math.min(a.ndim, b.ndim); i++) {
    const [p, q] = [a.shape.at(-i)!, b.shape.at(-i)!];
    if (p !== q && p !== 1 && q !== 1) return false;
  }
  return true;
};
const gram = (x: Tensor): Tensor => x.matmul(x.mT);
/** A step of any shape. */
const always =
  (f: (a: Tensor) => Tensor): Step =>
  () =>
    f;
/** A step of two that broadcast. */
const pair =
  (f: (a: Tensor, b: Tensor) => Tensor): Step =>
  (a, b) =>
    broadcasts(a, b) ? f : null;
/** A step along an axis. */
const along =
  (f: (a: Tensor, axis: number, pick: number) => Tensor): Step =>
  (a, _b, pick) =>
    a.ndim === 0 ? null : (x) => f(x, axisOf(a, pick), pick);

/** What a random computation may do, by name. */
const steps: Readonly<Record<string, Step>> = {
  neg: always((a) => a.neg()),
  tanh: always((a) => a.tanh()),
  sin: always((a) => a.sin()),
  cos: always((a) => a.cos()),
  exp: always((a) => a.tanh().exp()),
  sigmoid: always((a) => a.sigmoid()),
  erf: always((a) => a.erf()),
  abs: always((a) => a.abs()),
  relu: always((a) => a.relu()),
  sqrt: always((a) => a.mul(a).add(0.5).sqrt()),
  log: always((a) => a.mul(a).add(0.5).log()),
  log1p: always((a) => a.mul(a).log1p()),
  twice: always((a) => a.mul(a)),
  add: pair((a, b) => a.add(b)),
  sub: pair((a, b) => a.sub(b)),
  mul: pair((a, b) => a.mul(b)),
  div: pair((a, b) => a.div(b.mul(b).add(1))),
  pow: pair((a, b) => a.mul(a).add(0.5).pow(b.tanh())),
  maximum: pair((a, b) => a.maximum(b)),
  minimum: pair((a, b) => a.minimum(b)),
  where: (a, b) => {
    if (!broadcasts(a, b)) return null;
    const mask = a.value.greater(0.1);
    return (x, y) => where(mask, x, y);
  },
  transpose: (a, _b, pick) => (a.ndim < 2 ? null : (x) => x.transpose(axisOf(a, pick), -1)),
  permute: (a) => (a.ndim < 3 ? null : (x) => x.permute(2, 0, 1)),
  flatten: always((a) => a.flatten()),
  reshape: (a) => (a.ndim < 2 ? null : (x) => x.reshape(-1, a.shape[0]!)),
  unsqueeze: (a, _b, pick) => (a.ndim > 3 ? null : (x) => x.unsqueeze(pick % (a.ndim + 1))),
  squeeze: always((a) => a.squeeze()),
  expand: (a) => (a.ndim === 0 || a.shape[0] !== 1 ? null : (x) => x.expand(3, ...a.shape.slice(1))),
  slice: along((a, axis, pick) => whole(a, pick % 2 ? { stop: Math.max(1, a.shape[axis]! - 1) } : { step: 2 }, axis)),
  row: along((a, axis, pick) => a.slice(...Array<Range>(axis).fill({}), pick % a.shape[axis]!)),
  flip: along((a, axis) => a.flip(axis)),
  roll: along((a, axis, pick) => roll(a, pick, { axis })),
  repeat: along((a, axis) => a.repeat(2, { axis })),
  tile: always((a) => a.tile(2)),
  pad: (a, _b, pick) => (a.ndim === 0 ? null : (x) => pad(x, 1, { mode: pick % 2 ? 'edge' : 'wrap' })),
  concat: along((a, axis) => concat([a, a.flip(axis)], { axis })),
  stack: always((a) => stack([a, a.neg()])),
  split: along((a, axis) => {
    const parts = a.split(a.shape[axis]!, { axis });
    return parts[0]!.mul(parts.at(-1)!);
  }),
  take: along((a, axis, pick) => a.take([pick % a.shape[axis]!, 0, pick % a.shape[axis]!], { axis })),
  takeAlongAxis: (a, _b, pick) => {
    if (a.ndim === 0) return null;
    const axis = axisOf(a, pick);
    const order = a.argsort({ axis });
    return (x) => takeAlongAxis(x, order, { axis });
  },
  select: (a) => {
    const mask = a.less(0.5);
    return a.ndim === 0 ? null : (x) => x.select(mask);
  },
  sort: along((a, axis) => a.sort({ axis })),
  cumsum: along((a, axis) => a.cumsum({ axis })),
  cumprod: along((a, axis) => a.cumprod({ axis })),
  tril: (a) => (a.ndim < 2 ? null : (x) => tril(x)),
  sum: along((a, axis, pick) => a.sum({ axis, keepdims: pick % 2 === 0 })),
  mean: along((a, axis, pick) => a.mean({ axis, keepdims: pick % 2 === 0 })),
  max: along((a, axis, pick) => a.max({ axis, keepdims: pick % 2 === 0 })),
  prod: along((a, axis) => a.prod({ axis })),
  var: along((a, axis, pick) => a.var({ axis, keepdims: pick % 2 === 0 })),
  total: always((a) => a.mean()),
  norm: along((a, axis) => linalg.norm(a.add(0.1), { axis })),
  softmax: along((a, axis) => a.softmax({ axis })),
  logSoftmax: along((a, axis) => a.logSoftmax({ axis })),
  logSumExp: along((a, axis) => logSumExp(a, { axis })),
  gram: (a) => (a.ndim < 2 ? null : gram),
  matmul: (a, b) =>
    a.ndim === 0 || b.ndim === 0 || a.shape.at(-1) !== b.shape.at(b.ndim > 1 ? -2 : -1) || a.ndim + b.ndim > 4
      ? null
      : (x, y) => x.matmul(y),
  einsum: (a, b) =>
    a.ndim === 0 || b.ndim === 0 || a.shape.at(-1) !== b.shape.at(-1) || !broadcasts(a, b)
      ? null
      : (x, y) => einsum('...i,...i->...', x, y),
  trace: (a, _b, pick) => (a.ndim !== 2 ? null : (x) => (pick % 2 ? einsum('ii', gram(x)) : linalg.trace(x))),
};

/** Names of all steps. */
export const stepNames: readonly string[] = Object.keys(steps);

/** Chooses a step and the two values of the pool that it takes. */
export interface Choice {
  readonly step: number;
  readonly a: number;
  readonly b: number;
  readonly pick: number;
}

/** A computation of tensors that can be run again on others of the same shapes. */
export interface Graph {
  readonly run: (...leaves: Tensor[]) => Tensor;
  /** Names of its steps. */
  readonly names: readonly string[];
}

/**
 * A computation with forks: every step takes any two of the values before it. Choices that do not fit are left out, and
 * values that grow are held back. The result weighs the last values.
 */
export function randomGraph(leaves: readonly Tensor[], choices: readonly Choice[]): Graph {
  const made: { readonly f: (a: Tensor, b: Tensor) => Tensor; readonly a: number; readonly b: number }[] = [];
  const names: string[] = [];
  const pool = [...leaves];
  for (const choice of choices) {
    const [a, b] = [choice.a % pool.length, choice.b % pool.length];
    const name = stepNames[choice.step % stepNames.length]!;
    const step = steps[name]!(pool[a]!, pool[b]!, choice.pick);
    if (!step) continue;
    const y = step(pool[a]!, pool[b]!);
    if (y.size === 0 || y.size > LARGEST || y.ndim > 4) continue;
    const large = y.value.abs().max().item() > 3;
    pool.push(large ? y.tanh() : y);
    made.push({ f: large ? (p, q) => step(p, q).tanh() : step, a, b });
    names.push(name);
  }
  const run = (...xs: Tensor[]) => {
    const values = [...xs];
    for (const { f, a, b } of made) values.push(f(values[a]!, values[b]!));
    return values
      .slice(-4)
      .map((x, i) => x.mul(i + 1).sum())
      .reduce((x, y) => x.add(y));
  };
  return { run, names };
}
