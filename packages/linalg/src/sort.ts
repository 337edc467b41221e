import { checkOptions } from './check-options.ts';
import { type Operand, readAtOnce, seenAs, upload } from './compute.ts';
import type { TypedArray } from './dtype.ts';
import { permuted } from './geometry.ts';
import { normalizeAxis } from './shape.ts';
import type { View } from './view.ts';

/** Which way to sort, and along what. */
export interface SortOptions {
  /** Default the last one. */
  axis?: number;
  /** Largest first. */
  descending?: boolean;
}

/** Each lane of an axis in order; NaN counts as largest. */
export function sort(x: Operand, options: SortOptions = {}): View {
  const { axis = -1, descending = false } = checkOptions('sort', options, ['axis', 'descending']);
  return eachLane(x, axis, 'sort an array', (lanes, length) => {
    for (let start = 0; start < lanes.length; start += length) {
      const lane = lanes.subarray(start, start + length).sort();
      if (descending) lane.reverse();
    }
    return lanes;
  });
}

/** Positions (int32) that would sort each lane; equal elements keep their order, both ways. */
export function argsort(x: Operand, options: SortOptions = {}): View {
  const { axis = -1, descending = false } = checkOptions('argsort', options, ['axis', 'descending']);
  return eachLane(x, axis, 'sort an array', (lanes, length) => {
    const order = new Int32Array(lanes.length);
    for (let start = 0; start < lanes.length; start += length) {
      const lane = order.subarray(start, start + length);
      for (let i = 0; i < length; i++) lane[i] = i;
      lane.sort((i, j) => {
        const [a, b] = descending ? [lanes[start + j]!, lanes[start + i]!] : [lanes[start + i]!, lanes[start + j]!];
        return a < b ? -1 : a > b ? 1 : +Number.isNaN(a) - +Number.isNaN(b);
      });
    }
    return order;
  });
}

/** Reads the array with `axis` last, so that its lanes lie one after the other; what `f` makes of them takes their place. */
function eachLane(
  x: Operand,
  axis: number,
  action: string,
  f: (lanes: TypedArray, length: number) => TypedArray,
): View {
  const at = normalizeAxis(axis, x.shape.length);
  const axes = x.shape.map((_, i) => i);
  const last = axes.toSpliced(at, 1).concat(at);
  const turned = permuted(x, last);
  const lanes = readAtOnce(seenAs(x, turned), action);
  const data = f(lanes, Math.max(1, x.shape[at]!));
  const dtype = data === lanes ? x.storage.dtype : 'int32';
  const out = upload(x.device, dtype, data, turned.shape);
  return {
    ...permuted(
      out,
      axes.map((i) => last.indexOf(i)),
    ),
    storage: out.storage,
  };
}
