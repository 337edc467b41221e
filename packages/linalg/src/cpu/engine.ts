import { bytesOf, type DType } from '../dtype.ts';
import type { HostView } from '../reference/walk.ts';
import type { View } from '../view.ts';
import { compileWhereAllowed, withoutKernels } from './fallback.ts';
import { type Exports, instantiate, type Variant } from './module.ts';
import { PAGE, Pool } from './pool.ts';
import { type Runner, SingleThread } from './runner.ts';
import { CPUStorage } from './storage.ts';
import { ThreadPool } from './thread-pool.ts';

/** What `Engine` is opened with. */
export interface EngineOptions {
  /** A memory of the caller's, used by nothing else. */
  readonly memory?: WebAssembly.Memory | undefined;
  /** Bytes that the memory may grow to. */
  readonly memoryLimit: number;
  /** The same bits on every machine. */
  readonly deterministic: boolean;
  /** 256-bit code where the host has it. Default: false. */
  readonly turbo?: boolean;
  /** Threads that compute, where the memory is shared. Default: 1. */
  readonly threads?: number;
  /** Makes what runs the kernels. Default: a pool of `threads`. */
  readonly makeRunner?: (engine: Engine) => Runner;
}

/** The open device: memory, kernels, and who runs them. */
export class Engine {
  /** Where all arrays lie. */
  readonly memory: WebAssembly.Memory;
  /** Which of the compiled modules runs; null where the host forbids to compile. */
  readonly variant: Variant | null;
  /** Kernels that are called directly, not in parts. */
  readonly exports: Exports;
  /** Runs the others. */
  readonly runner: Runner;
  /** Elements live now, in bytes, and the most that ever were. */
  bytes = 0;
  peak = 0;
  readonly #pool: Pool;
  readonly #live = new Set<CPUStorage>();
  /** Cells in which numbers stand in for operands. */
  readonly #cells: number;
  #numbers: Float32Array | null = null;

  constructor({ memory, memoryLimit, deterministic, turbo = false, threads = 1, makeRunner }: EngineOptions) {
    this.memory = memory ?? openMemory(memoryLimit);
    const shared = !(this.memory.buffer instanceof ArrayBuffer);
    this.variant = compileWhereAllowed({ deterministic, shared, turbo });
    this.exports = this.variant ? instantiate(this.variant, this.memory) : withoutKernels;
    this.#pool = new Pool(this.memory, { start: this.exports.heapBase() >>> 0, limit: memoryLimit });
    this.#cells = this.take(64);
    this.runner = makeRunner?.(this) ?? this.#run(shared ? threads : 1);
  }

  /** Memory for an array. @throws RangeError that names what is live, where memory is short */
  alloc(dtype: DType, size: number): CPUStorage {
    const bytes = size * bytesOf(dtype);
    const storage = new CPUStorage(dtype, size, this.take(bytes, `${dtype}[${size}]`), this.memory);
    this.#live.add(storage);
    this.bytes += bytes;
    this.peak = Math.max(this.peak, this.bytes);
    return storage;
  }

  /** Gives an array's memory back; a second time does nothing. */
  free(storage: CPUStorage): void {
    if (!this.#live.delete(storage)) return;
    storage.freed = true;
    this.bytes -= storage.bytes;
    this.#pool.give(storage.address, storage.bytes);
  }

  /** Scratch memory, which `give` takes back; not counted in `bytes`. @throws RangeError where memory is short */
  take(bytes: number, what = 'scratch memory'): number {
    const address = this.#pool.take(bytes);
    if (address === null) throw new RangeError(this.#outOfMemory(bytes, what));
    return address;
  }

  /** Takes scratch memory back. */
  give(address: number, bytes: number): void {
    this.#pool.give(address, bytes);
  }

  /** Lends scratch memory to `f`. */
  scratch<T>(bytes: number, f: (address: number) => T): T {
    const address = this.take(bytes);
    try {
      return f(address);
    } finally {
      this.give(address, bytes);
    }
  }

  /** Address of a view's first element. @throws TypeError for memory of another device */
  address(x: View): number {
    const storage = this.#own(x);
    return storage.address + x.offset * bytesOf(storage.dtype);
  }

  /** The view over the host's typed arrays: what the reference loops read and write. */
  host(x: View): HostView {
    return { data: this.#own(x).data, shape: x.shape, strides: x.strides, offset: x.offset };
  }

  /** Address of a float32 that holds `value`; there are two cells, 0 and 1, for the two sides of an operation. */
  number(cell: 0 | 1, value: number): number {
    const { buffer } = this.memory; // another one once the memory has grown
    if (this.#numbers?.buffer !== buffer) this.#numbers = new Float32Array(buffer, this.#cells, 2);
    this.#numbers[cell] = value;
    return this.#cells + 4 * cell;
  }

  /** The memory as 32-bit integers, for laying out what a kernel reads. */
  words(address: number, count: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, count);
  }

  #run(threads: number): Runner {
    const { exports, memory, variant } = this;
    if (threads < 2 || !variant) return new SingleThread(exports, this);
    return new ThreadPool({ threads, module: variant.module, memory, exports, source: this });
  }

  #own(x: View): CPUStorage {
    const { storage } = x;
    if (!(storage instanceof CPUStorage) || storage.memory !== this.memory)
      throw new TypeError(`Cannot use memory of another device on cpu: move the array with await x.to(cpu)`);
    if (storage.freed) throw new Error(`Cannot use freed memory: ${storage.size} elements of ${storage.dtype}`);
    return storage;
  }

  #outOfMemory(bytes: number, what: string): string {
    const groups = new Map<string, { bytes: number; count: number }>();
    for (const s of this.#live) {
      const key = `${s.dtype}[${s.size}]`;
      const group = groups.get(key);
      if (group) group.count++;
      else groups.set(key, { bytes: s.bytes, count: 1 });
    }
    const largest = [...groups]
      .sort(([, a], [, b]) => b.bytes * b.count - a.bytes * a.count)
      .slice(0, 5)
      .map(([key, g]) => `${g.count} × ${key} (${mebibytes(g.bytes * g.count)})`);
    return (
      `Cannot allocate ${what} (${mebibytes(bytes)}) on cpu: ${mebibytes(this.bytes)} are live and the limit is ` +
      `${mebibytes(this.#pool.limit)}; the most is held by ${largest.join(', ') || 'nothing'}`
    );
  }
}

/** Shared where the host can share, of the largest size that it grants address space for. */
function openMemory(limit: number): WebAssembly.Memory {
  const shared = typeof SharedArrayBuffer !== 'undefined';
  const maximum = Math.ceil(limit / PAGE);
  for (let pages = maximum; ; pages = Math.ceil(pages / 2))
    try {
      return new WebAssembly.Memory({ initial: Math.min(64, pages), maximum: pages, shared });
    } catch (error) {
      if (pages <= 1024) throw error;
    }
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1048576).toFixed(1)} MiB`;
}
