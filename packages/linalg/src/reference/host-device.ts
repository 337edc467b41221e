import type { BinaryOp, Device, MemoryStats, ReduceOp, UnaryOp } from '../device.ts';
import { bytesOf, type DType, hostArray, type TypedArray } from '../dtype.ts';
import { rowMajor, sizeOf } from '../shape.ts';
import type { Storage, View } from '../view.ts';
import { hostKernels } from './host-kernels.ts';
import type { HostView } from './walk.ts';

/** A device whose memory is plain typed arrays; `stats` counts what is alive. */
export interface ReferenceDevice extends Device {
  /** The view's elements, in row-major order, as a fresh copy. */
  readSync(x: View): TypedArray;
  /** Bytes alive now, and the most that ever were. */
  stats(): MemoryStats;
}

interface HostStorage extends Storage {
  readonly data: TypedArray;
}

/**
 * Makes a device of plain loops: every operation as a learner would write it, sums in float64, no kernel slots.
 * float32 arrays are rounded when stored; with float64 arrays it is the oracle of the tests.
 */
export function createReference({ name = 'reference' }: { name?: string } = {}): ReferenceDevice {
  const dtypes: ReadonlySet<DType> = new Set<DType>(['float32', 'float64', 'int32', 'uint8']);
  let bytes = 0;
  let peak = 0;

  return {
    name,
    dtypes,
    kernels: {},
    stats: () => ({ bytes, peak }),

    alloc(dtype, size) {
      if (!dtypes.has(dtype)) throw new TypeError(`Cannot hold ${dtype} on ${name}: it has ${[...dtypes].join(', ')}`);
      bytes += size * bytesOf(dtype);
      peak = Math.max(peak, bytes);
      const storage: HostStorage = { dtype, size, version: 0, count: 0, freed: false, data: hostArray(dtype, size) };
      return storage;
    },
    free(storage) {
      if (storage.freed) return;
      bytes -= storage.size * bytesOf(storage.dtype);
      storage.freed = true;
    },
    write(out, data) {
      hostKernels.copy({ data, shape: out.shape, strides: rowMajor(out.shape), offset: 0 }, written(out));
    },
    readSync(x) {
      const data = hostArray(x.storage.dtype, sizeOf(x.shape));
      hostKernels.copy(hostView(x), { data, shape: x.shape, strides: rowMajor(x.shape), offset: 0 });
      return data;
    },
    async read(x) {
      return this.readSync(x);
    },

    fill: (out: View, value: number) => hostKernels.fill(written(out), value),
    copy: (x: View, out: View) => hostKernels.copy(hostView(x), written(out)),
    unary: (op: UnaryOp, x: View, out: View) => hostKernels.unary(op, hostView(x), written(out)),
    binary: (op: BinaryOp, a: View | number, b: View | number, out: View) =>
      hostKernels.binary(op, operand(a), operand(b), written(out)),
    where: (test: View, a: View | number, b: View | number, out: View) =>
      hostKernels.where(hostView(test), operand(a), operand(b), written(out)),
    reduce: (op: ReduceOp, x: View, out: View) => hostKernels.reduce(op, hostView(x), written(out)),
    argmax: (x: View, out: View) => hostKernels.argmax(hostView(x), written(out)),
    matmul: (a: View, b: View, out: View, options?: { accumulate?: boolean }) =>
      hostKernels.matmul(hostView(a), hostView(b), written(out), options),
    gather: (table: View, indices: View, out: View) =>
      hostKernels.gather(hostView(table), hostView(indices), written(out)),
    scatterAdd: (indices: View, rows: View, out: View) =>
      hostKernels.scatterAdd(hostView(indices), hostView(rows), written(out)),
  };
}

/** Plain float64 loops: slow, readable, and the oracle that every faster device is tested against. */
export const reference: ReferenceDevice = /* @__PURE__ */ createReference();

function hostView(x: View): HostView {
  const { data, freed } = x.storage as HostStorage; // made by `alloc` above
  if (freed) throw new Error(`Cannot use freed memory: ${x.storage.size} elements of ${x.storage.dtype}`);
  return { data, shape: x.shape, strides: x.strides, offset: x.offset };
}

function operand(x: View | number): HostView | number {
  return typeof x === 'number' ? x : hostView(x);
}

function written(out: View): HostView {
  out.storage.version++;
  return hostView(out);
}
