import type { Exports, RangeKernel } from './module.ts';

/** How much a kernel has to do. */
export interface Work {
  /** Units: rows, columns, heads, elements. */
  readonly count: number;
  /** What a unit costs, in elements of a plain element-wise kernel (about ¼ ns each). Default 1. */
  readonly cost?: number;
  /** Parts begin at multiples of it. Default 1. */
  readonly grain?: number;
}

/**
 * Who computes. The kernels know nothing of threads: each does a part begin … end−1 of its work, and parts do not meet.
 * A pool of threads is another `Runner`, whose threads have an instance and a workspace each.
 */
export interface Runner {
  /** Threads that share the work out. */
  readonly threads: number;
  /** Calls `kernel(...args, begin, end)` so that the parts make up 0 … count. Returns when all are done. */
  run(kernel: RangeKernel, args: readonly number[], work: Work): void;
  /** Sees to it that every thread has a workspace of `bytes` bytes. */
  reserve(bytes: number): void;
}

/** Memory that a runner takes its workspaces from. */
export interface WorkspaceSource {
  /** Address of a block; throws where memory is short. */
  take(bytes: number): number;
  /** Gives it back. */
  give(address: number, bytes: number): void;
}

/** Runs everything now, on the calling thread. */
export class SingleThread implements Runner {
  readonly threads = 1;
  readonly #exports: Exports;
  readonly #source: WorkspaceSource;
  #workspace = { address: 0, bytes: 0 };

  constructor(exports: Exports, source: WorkspaceSource) {
    this.#exports = exports;
    this.#source = source;
    this.reserve(exports.workspaceBytes(0, 0));
  }

  run(kernel: RangeKernel, args: readonly number[], { count }: Work): void {
    if (count > 0) this.#exports[kernel](...args, 0, count);
  }

  reserve(bytes: number): void {
    const { address, bytes: had } = this.#workspace;
    if (bytes <= had) return;
    this.#workspace = { address: this.#source.take(bytes), bytes };
    if (had > 0) this.#source.give(address, had);
    this.#exports.setWorkspace(this.#workspace.address);
  }
}
