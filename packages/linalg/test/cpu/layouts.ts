import fc from 'fast-check';
import { hostArray, type TypedArray } from '../../src/dtype.ts';
import { type CPUDevice, createCPU, type DType, type View } from '../../src/index.ts';
import type { HostView } from '../../src/reference/walk.ts';
import { sizeOf } from '../../src/shape.ts';

/** All modules: multiply and add fused, apart, and fused in 256 bits where the host has them. */
export const variants: readonly { name: string; make: () => CPUDevice }[] = [
  { name: 'fma', make: () => createCPU() },
  { name: 'nofma', make: () => createCPU({ deterministic: true }) },
  { name: 'wide', make: () => createCPU({ turbo: true }) },
];

/** A window onto some storage: what a random view looks like before it has values. */
export interface Layout {
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  /** Elements of the storage. */
  readonly size: number;
}

/** Shapes of up to four axes, some of them empty or of one element. */
export const shapes: fc.Arbitrary<number[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 9 }) },
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 10, max: 40 }) },
  ),
  { maxLength: 4 },
);

/** Layouts of a shape: axes in any order, gaps between elements, some axes backwards, and repeated ones for inputs. */
export function layoutsOf(
  shape: readonly number[],
  { repeats = true }: { repeats?: boolean } = {},
): fc.Arbitrary<Layout> {
  const axes = shape.map((_, i) => i);
  return fc
    .record({
      order: fc.oneof(fc.constant(axes), fc.shuffledSubarray(axes, { minLength: axes.length })),
      gaps: fc.array(fc.nat({ max: 2 }), { minLength: axes.length, maxLength: axes.length }),
      dense: fc.boolean(),
      backwards: fc.array(fc.nat({ max: 5 }), { minLength: axes.length, maxLength: axes.length }),
      repeated: fc.array(fc.nat({ max: 4 }), { minLength: axes.length, maxLength: axes.length }),
      step: fc.integer({ min: 1, max: 2 }),
      start: fc.nat({ max: 3 }),
    })
    .map(({ order, gaps, dense, backwards, repeated, step, start }) => {
      const strides = shape.map(() => 0);
      let [next, offset] = [dense ? 1 : step, start];
      for (const axis of [...order].reverse()) {
        if (repeats && repeated[axis] === 0) continue;
        const turns = backwards[axis] === 0 && shape[axis]! > 0;
        strides[axis] = turns ? -next : next;
        if (turns) offset += next * (shape[axis]! - 1);
        next *= Math.max(1, shape[axis]!) + (dense ? 0 : gaps[axis]!);
      }
      return { shape, strides, offset, size: next + start + 1 };
    });
}

/** The same numbers on a device and, for the oracle, in float64 on the host. */
export interface Twin {
  readonly view: View;
  readonly host: HostView;
}

/** Fills a layout with numbers that follow from `seed`: halves between −8 and 8, so that few sums are inexact. */
export function twin(device: CPUDevice, dtype: DType, layout: Layout, seed: number): Twin {
  const { shape, strides, offset, size } = layout;
  const data = hostArray(dtype, size);
  let state = seed | 1;
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = dtype === 'uint8' ? (state >>> 16) % 3 : ((state >>> 16) % 33) / 2 - 8;
  }
  const storage = device.alloc(dtype, size);
  device.write({ storage, shape: [size], strides: [1], offset: 0 }, data);
  return { view: { storage, shape, strides, offset }, host: { data: exact(dtype, data), shape, strides, offset } };
}

/** A contiguous array of given numbers. */
export function arrayOf(
  device: CPUDevice,
  values: Iterable<number>,
  shape?: readonly number[],
  dtype: DType = 'float32',
): View {
  const list = [...values];
  const at = dense(device, shape ?? [list.length], dtype);
  const data = hostArray(dtype, list.length);
  data.set(list);
  device.write(at, data);
  return at;
}

/** Contiguous memory of a shape, filled with a number that no test expects. */
export function dense(device: CPUDevice, shape: readonly number[], dtype: DType = 'float32'): View {
  const strides = shape.map((_, i) => sizeOf(shape.slice(i + 1)));
  const view = { storage: device.alloc(dtype, sizeOf(shape)), shape, strides, offset: 0 };
  device.fill(view, 77);
  return view;
}

/** All elements of the storage, also those that the view does not show. */
export function everything(device: CPUDevice, { storage }: View): number[] {
  return [...device.readSync({ storage, shape: [storage.size], strides: [1], offset: 0 })];
}

/** The largest |a − b| / (1 + |b|) over all elements; NaN and infinities have to be equal. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let worst = a.length === b.length ? 0 : Infinity;
  for (let i = 0; i < a.length; i++) {
    if (Object.is(a[i], b[i]) || a[i] === b[i]) continue;
    const d = Math.abs(a[i]! - b[i]!) / (1 + Math.abs(b[i]!));
    worst = Math.max(worst, Number.isNaN(d) ? Infinity : d);
  }
  return worst;
}

function exact(dtype: DType, data: TypedArray): TypedArray {
  return dtype === 'float32' ? Float64Array.from(data) : data;
}
