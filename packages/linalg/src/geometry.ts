import { isContiguous, normalizeAxes, normalizeAxis, rowMajor, type Shape, sizeOf } from './shape.ts';

/** Where the elements of a view lie in its storage. */
export interface Geometry {
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
}

/** Part of an axis: from `start` to before `stop` in steps of `step`. Negative positions count from the end, and a negative step goes backwards: `{ step: -1 }` is the axis reversed. */
export interface Range {
  /** First position. Default the first one, or the last one of a negative step. */
  readonly start?: number;
  /** First position no longer taken. Default the end in the direction of the step. */
  readonly stop?: number;
  /** Distance between positions; not 0. Default 1. */
  readonly step?: number;
}

/** Axes in another order: axis i of the result is axis `axes[i]` of `g`. */
export function permuted(g: Geometry, axes: readonly number[]): Geometry {
  const order = axes.map((a) => normalizeAxis(a, g.shape.length));
  if (order.length !== g.shape.length || new Set(order).size !== order.length)
    throw new RangeError(`Cannot permute [${g.shape}] by [${axes}]: expected each of its ${g.shape.length} axes once`);
  return { shape: order.map((a) => g.shape[a]!), strides: order.map((a) => g.strides[a]!), offset: g.offset };
}

/** Two axes exchanged. */
export function transposed(g: Geometry, i: number, j: number): Geometry {
  const axes = g.shape.map((_, k) => k);
  const [a, b] = [normalizeAxis(i, axes.length), normalizeAxis(j, axes.length)];
  axes[a] = b;
  axes[b] = a;
  return permuted(g, axes);
}

/** One entry an axis, from the left: a number takes that position and drops the axis, a range keeps part of it. */
export function sliced(g: Geometry, ranges: readonly (number | Range)[]): Geometry {
  if (ranges.length > g.shape.length)
    throw new RangeError(`Cannot slice [${g.shape}] by ${ranges.length} ranges: it has ${g.shape.length} axes`);
  const shape: number[] = [];
  const strides: number[] = [];
  let { offset } = g;
  g.shape.forEach((length, axis) => {
    const range = ranges[axis] ?? {};
    const stride = g.strides[axis]!;
    if (typeof range === 'number') {
      offset += position(range, length, axis) * stride;
      return;
    }
    const { start, stop, step = 1 } = range;
    if (!Number.isInteger(step) || step === 0)
      throw new RangeError(`Cannot slice axis ${axis} by step ${step}: expected a whole number other than 0`);
    // backwards, the ends lie one before the positions they have forwards
    const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
    const from = start === undefined ? (step > 0 ? low : high) : clamp(start, length, low, high);
    const to = stop === undefined ? (step > 0 ? high : low) : clamp(stop, length, low, high);
    const count = Math.max(0, Math.ceil((to - from) / step));
    shape.push(count);
    strides.push(stride * step);
    if (count > 0) offset += from * stride;
  });
  return { shape, strides, offset };
}

/** Equal parts along an axis. */
export function splits(g: Geometry, parts: number, axis: number): Geometry[] {
  const at = normalizeAxis(axis, g.shape.length);
  const length = g.shape[at]! / parts;
  if (!Number.isInteger(length) || parts < 1)
    throw new RangeError(`Cannot split axis ${axis} of [${g.shape}] into ${parts} equal parts`);
  const before = Array<Range>(at).fill({});
  return Array.from({ length: parts }, (_, i) => sliced(g, [...before, { start: i * length, stop: (i + 1) * length }]));
}

/** Axes of 1 and missing leading axes repeat, with stride 0, up to `shape`. */
export function expanded(g: Geometry, shape: Shape): Geometry {
  const extra = shape.length - g.shape.length;
  const strides = shape.map((d, i) => {
    const [length, stride] = [g.shape[i - extra] ?? 1, g.strides[i - extra] ?? 0];
    if (length !== d && length !== 1)
      throw new RangeError(`Cannot expand [${g.shape}] to [${shape}]: axis ${i - extra} is ${length}, not ${d} or 1`);
    return length === d ? stride : 0;
  });
  if (extra < 0) throw new RangeError(`Cannot expand [${g.shape}] to [${shape}]: it has ${-extra} axes too many`);
  return { shape, strides, offset: g.offset };
}

/** Without the axis, or without every axis of 1. */
export function squeezed(g: Geometry, axis?: number): Geometry {
  const drop = axis === undefined ? undefined : normalizeAxis(axis, g.shape.length);
  if (drop !== undefined && g.shape[drop] !== 1)
    throw new RangeError(`Cannot squeeze axis ${axis} of [${g.shape}]: it is ${g.shape[drop]}, not 1`);
  const keep = g.shape.map((d, i) => (drop === undefined ? d !== 1 : i !== drop));
  return { shape: g.shape.filter((_, i) => keep[i]), strides: g.strides.filter((_, i) => keep[i]), offset: g.offset };
}

/** With a new axis of 1 before position `axis`. */
export function unsqueezed(g: Geometry, axis: number): Geometry {
  const at = normalizeAxis(axis, g.shape.length + 1);
  return { shape: g.shape.toSpliced(at, 0, 1), strides: g.strides.toSpliced(at, 0, 0), offset: g.offset };
}

/** The axes backwards: all of them where undefined. */
export function flipped(g: Geometry, axis?: number | readonly number[]): Geometry {
  const axes = normalizeAxes(axis, g.shape.length);
  return sliced(
    g,
    g.shape.map((_, i) => ({ step: axes.includes(i) ? -1 : 1 })),
  );
}

/** Two axes of one length as one that walks along their diagonal; it stands last. */
export function diagonal(g: Geometry, i: number, j: number): Geometry {
  const [a, b] = [normalizeAxis(i, g.shape.length), normalizeAxis(j, g.shape.length)];
  const rest = (list: readonly number[]) => list.filter((_, k) => k !== a && k !== b);
  const length = Math.min(g.shape[a]!, g.shape[b]!);
  return {
    shape: [...rest(g.shape), length],
    strides: [...rest(g.strides), g.strides[a]! + g.strides[b]!],
    offset: g.offset,
  };
}

/** The wanted shape with −1 replaced by what is left. */
export function inferShape(size: number, wanted: Shape, from: Shape): number[] {
  const free = wanted.indexOf(-1);
  const known = sizeOf(wanted.filter((d) => d !== -1));
  const shape = wanted.map((d, i) => (i === free && known > 0 ? size / known : d));
  if (shape.some((d) => !Number.isInteger(d) || d < 0) || sizeOf(shape) !== size)
    throw new RangeError(`Cannot reshape [${from}] into [${wanted}]: ${size} elements do not fit`);
  return shape;
}

/** Strides for the new shape over the same memory, or null where the elements would have to move. */
export function reshapedStrides(g: Geometry, shape: Shape): number[] | null {
  if (isContiguous(g.shape, g.strides)) return rowMajor(shape);
  const strides = new Array<number>(shape.length).fill(0);
  const old = g.shape.map((length, i) => ({ length, stride: g.strides[i]! })).filter(({ length }) => length !== 1);
  let i = 0;
  let j = 0;
  while (i < old.length) {
    // the smallest groups of old and of new axes that hold equally many elements
    let [end, next, have, want] = [i + 1, j + 1, old[i]!.length, shape[j]!];
    while (have !== want) {
      if (have < want) have *= old[end++]!.length;
      else want *= shape[next++]!;
    }
    for (let k = i; k < end - 1; k++) if (old[k]!.stride !== old[k + 1]!.stride * old[k + 1]!.length) return null;
    let step = old[end - 1]!.stride;
    for (let k = next - 1; k >= j; k--) {
      strides[k] = step;
      step *= shape[k]!;
    }
    [i, j] = [end, next];
  }
  return strides;
}

function position(index: number, length: number, axis: number): number {
  const i = index < 0 ? index + length : index;
  if (!Number.isInteger(i) || i < 0 || i >= length)
    throw new RangeError(`Cannot take position ${index} of axis ${axis}: it has ${length}`);
  return i;
}

function clamp(at: number, length: number, low: number, high: number): number {
  if (!Number.isInteger(at)) throw new RangeError(`Cannot slice at ${at}: expected a whole number`);
  return Math.min(Math.max(at < 0 ? at + length : at, low), high);
}
