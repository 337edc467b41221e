import type { BinaryOp, Device, MemoryStats, ReduceOp, UnaryOp } from '../device.ts';
import { type DType, hostArray, type TypedArray } from '../dtype.ts';
import type { Kernels } from '../kernels.ts';
import { hostKernels } from '../reference/host-kernels.ts';
import { isContiguous, rowMajor, sizeOf } from '../shape.ts';
import type { Storage, View } from '../view.ts';
import { Engine } from './engine.ts';
import { compiled, loops, type Operations } from './operations.ts';
import { PAGE } from './pool.ts';
import { slots } from './slots.ts';
import { checkThreads, defaultThreads } from './spawn.ts';
import { CPUStorage } from './storage.ts';

/** WebAssembly SIMD on the processor: the default device. */
export interface CPUDevice extends Device {
  /**
   * Threads that share the work out: as asked for, or 1 where memory cannot be shared (a page that is not cross-origin
   * isolated) and, after the first work worth sharing, where the host forbids workers.
   */
  readonly threads: number;
  /** Whether results have the same bits on every machine: multiply and add are then never fused, and products take a sixth longer. */
  readonly deterministic: boolean;
  /** The view's elements, in row-major order, as a fresh copy. */
  readSync(x: View): TypedArray;
  /**
   * Asks for 256-bit code, before the first array is made: products become about 1.6 times as fast, with the same bits.
   * Switches an experimental flag of V8 on, for the whole process. Returns whether this device computes so; false where
   * it cannot: before Node 24, on other processors than x64 with 256-bit registers, in browsers, where it is
   * `deterministic`, after it has opened. Opens the device, which takes a tenth of a second the first time.
   */
  turbo(): boolean;
  /** Bytes of the arrays alive now, and the most that ever were. */
  stats(): MemoryStats;
}

/** Options of `createCPU`. */
export interface CPUOptions {
  /** A memory of your own, with a maximum, that nothing else writes to. Default: a fresh one, shared where the host can share. */
  readonly memory?: WebAssembly.Memory;
  /** Threads that share large work out. Default: one a core, at most 8, or `ZERO_TO_GPT_THREADS` in the environment. One where memory cannot be shared. Results have the same bits for any number. */
  readonly threads?: number;
  /** The same bits on every machine. Default: false. Goes before `turbo`. */
  readonly deterministic?: boolean;
  /** 256-bit code where the host has it: see `CPUDevice.turbo()`. Default: whether the environment has `ZERO_TO_GPT_TURBO=1`. */
  readonly turbo?: boolean;
  /** Bytes that the memory may grow to. Default: 4 GiB, the most that WebAssembly addresses. */
  readonly memoryLimit?: number;
}

const FOUR_GIB = 65536 * PAGE;
const dtypes: ReadonlySet<DType> = /* @__PURE__ */ new Set<DType>(['float32', 'float64', 'int32', 'uint8']);

/**
 * Makes a device whose arrays live in a WebAssembly memory. float32 is computed by SIMD kernels, float64, int32 and
 * uint8 by plain loops over the same memory. Nothing is compiled before the first array is made. Where the host forbids
 * to compile (a page whose Content-Security-Policy lacks `'wasm-unsafe-eval'`), loops compute float32 too, and the
 * console says so once.
 * @throws RangeError for a limit beyond 4 GiB or a number of threads that is not 1 to 256
 */
export function createCPU(options: CPUOptions = {}): CPUDevice {
  const { memory, threads, deterministic = false, memoryLimit = FOUR_GIB, turbo } = options;
  if (threads !== undefined) checkThreads(threads, `${threads} threads`);
  if (!(memoryLimit > 0 && memoryLimit <= FOUR_GIB))
    throw new RangeError(
      `Cannot open cpu with a memoryLimit of ${memoryLimit} bytes: expected more than 0 and at most 4 GiB, ${FOUR_GIB} bytes`,
    );
  const open = (asked: boolean) =>
    new Engine({
      memory,
      memoryLimit,
      deterministic,
      turbo: asked || (turbo ?? globalThis.process?.env?.ZERO_TO_GPT_TURBO === '1'),
      threads: threads ?? defaultThreads(),
    });
  return new CPU(open, deterministic);
}

class CPU implements CPUDevice {
  readonly name = 'cpu';
  readonly dtypes = dtypes;
  readonly deterministic: boolean;
  readonly kernels: Partial<Kernels>;
  readonly #make: (turbo: boolean) => Engine;
  #opened: Engine | null = null;

  constructor(make: (turbo: boolean) => Engine, deterministic: boolean) {
    this.#make = make;
    this.deterministic = deterministic;
    this.kernels = slots(() => this.#engine);
  }

  get threads(): number {
    return this.#engine.runner.threads;
  }

  get #operations(): Operations {
    return this.#engine.variant ? compiled : loops;
  }

  get #engine(): Engine {
    this.#opened ??= this.#make(false);
    return this.#opened;
  }

  alloc(dtype: DType, size: number): Storage {
    if (!dtypes.has(dtype)) throw new TypeError(`Cannot hold ${dtype} on cpu: it has ${[...dtypes].join(', ')}`);
    return this.#engine.alloc(dtype, size);
  }

  free(storage: Storage): void {
    if (storage instanceof CPUStorage) this.#engine.free(storage);
  }

  write(out: View, data: TypedArray): void {
    const target = written(this.#engine.host(out), out);
    const { offset, shape, strides } = out;
    if (isContiguous(shape, strides)) target.data.set(data, offset);
    else hostKernels.copy({ data, shape, strides: rowMajor(shape), offset: 0 }, target);
  }

  readSync(x: View): TypedArray {
    const engine = this.#engine;
    const { data } = engine.host(x);
    if (isContiguous(x.shape, x.strides)) return data.slice(x.offset, x.offset + sizeOf(x.shape));
    const packed = hostArray(x.storage.dtype, sizeOf(x.shape));
    hostKernels.copy(engine.host(x), { data: packed, shape: x.shape, strides: rowMajor(x.shape), offset: 0 });
    return packed;
  }

  async read(x: View): Promise<TypedArray> {
    return this.readSync(x);
  }

  fill(out: View, value: number): void {
    this.#operations.fill(this.#engine, written(out, out), value);
  }

  copy(x: View, out: View): void {
    this.#operations.copy(this.#engine, x, written(out, out));
  }

  unary(op: UnaryOp, x: View, out: View): void {
    this.#operations.unary(this.#engine, op, x, written(out, out));
  }

  binary(op: BinaryOp, a: View | number, b: View | number, out: View): void {
    this.#operations.binary(this.#engine, op, a, b, written(out, out));
  }

  where(test: View, a: View | number, b: View | number, out: View): void {
    this.#operations.where(this.#engine, test, a, b, written(out, out));
  }

  reduce(op: ReduceOp, x: View, out: View): void {
    this.#operations.reduce(this.#engine, op, x, written(out, out));
  }

  argmax(x: View, out: View): void {
    hostKernels.argmax(this.#engine.host(x), this.#engine.host(written(out, out)));
  }

  matmul(a: View, b: View, out: View, options?: { accumulate?: boolean }): void {
    this.#operations.matmul(this.#engine, a, b, written(out, out), options);
  }

  gather(table: View, indices: View, out: View): void {
    this.#operations.gather(this.#engine, table, indices, written(out, out));
  }

  scatterAdd(indices: View, rows: View, out: View): void {
    this.#operations.scatterAdd(this.#engine, indices, rows, written(out, out));
  }

  turbo(): boolean {
    this.#opened ??= this.#make(true);
    return this.#opened.variant?.name === 'wide';
  }

  stats(): MemoryStats {
    return { bytes: this.#opened?.bytes ?? 0, peak: this.#opened?.peak ?? 0 };
  }
}

/** The default device: WebAssembly SIMD, opened by the first array. */
export const cpu: CPUDevice = /* @__PURE__ */ createCPU();

function written<T>(x: T, { storage }: View): T {
  storage.version++;
  return x;
}
