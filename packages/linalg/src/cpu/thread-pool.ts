import { words } from './job-board.ts';
import type { Exports, RangeKernel } from './module.ts';
import { type Runner, SingleThread, type Work, type WorkspaceSource } from './runner.ts';
import { spawn } from './spawn.ts';

/** Cost of work that is worth a second thread: below, handing it over takes as long as doing it. */
const WORTH_SHARING = 30_000;
/** Jobs of such work that come before threads are started: a program that computes little starts none. */
const WARM_UP = 16;
/** Pieces a thread: more even out threads of uneven speed, and pack a product's second factor more often. */
const PIECES = 2;
/** Most numbers that a kernel is called with. */
const ROOM = 32;
/** Whether the calling thread may sleep: the main thread of a page may not. */
const maySleep = /* @__PURE__ */ (() => typeof document === 'undefined')();
/** Looks at the control memory before going to sleep: some tens of microseconds. */
const WATCH = 20_000;

/** Ends the helpers of a pool that nobody can reach: they hold its memory. */
const gone = /* @__PURE__ */ new FinalizationRegistry<Int32Array>((control) => {
  Atomics.store(control, words.OVER, 1);
  Atomics.add(control, words.POSTED, 1);
  Atomics.notify(control, words.POSTED);
});

/** What a pool is made of. */
export interface ThreadPoolOptions {
  /** Threads in all, the calling one included. */
  readonly threads: number;
  /** The compiled kernels: every thread makes an instance of them. */
  readonly module: WebAssembly.Module;
  /** The memory they share. */
  readonly memory: WebAssembly.Memory;
  /** The calling thread's instance. */
  readonly exports: Exports;
  /** Where workspaces come from. */
  readonly source: WorkspaceSource;
}

/**
 * Shares the pieces of a kernel out among threads and returns when all are done, so the device stays synchronous. Pieces
 * do not meet and no result depends on the split: the bits are the same for any number of threads. Helpers start with
 * the first work worth it; until they are ready, and where the host forbids them, the calling thread does everything.
 * The main thread of a page may not sleep, so there it watches until the others are done.
 */
export class ThreadPool implements Runner {
  readonly #options: ThreadPoolOptions;
  readonly #main: SingleThread;
  readonly #kernels: ReadonlyMap<string, number>;
  readonly #control: Int32Array;
  readonly #numbers: Float64Array;
  #jobs = 0;
  #workspaceBytes: number;
  /** Bytes of the workspaces that helpers have now; 0 before they start. */
  #given = 0;

  constructor(options: ThreadPoolOptions) {
    this.#options = options;
    this.#main = new SingleThread(options.exports, options.source);
    const functions = Object.entries(options.exports).filter(([, f]) => typeof f === 'function');
    this.#kernels = new Map(functions.map(([name], i) => [name, i]));
    this.#control = new Int32Array(new SharedArrayBuffer(4 * (words.WORKSPACES + options.threads)));
    this.#numbers = new Float64Array(new SharedArrayBuffer(8 * ROOM));
    this.#workspaceBytes = options.exports.workspaceBytes(0, 0);
  }

  /** Threads that share the work out, or will; those that take it now where the host forbids the others. */
  get threads(): number {
    return Atomics.load(this.#control, words.LOST) === 0 ? this.#options.threads : this.ready;
  }

  /** Threads that take work now, the calling one included: fewer than `threads` until the helpers have started. */
  get ready(): number {
    return 1 + Atomics.load(this.#control, words.READY);
  }

  run(kernel: RangeKernel, args: readonly number[], work: Work): void {
    const { count, cost = 1, grain = 1 } = work;
    if (count * cost < WORTH_SHARING || count <= grain || !this.#hasHelpers()) this.#main.run(kernel, args, work);
    else this.#share(kernel, args, count, Math.ceil(count / (this.ready * PIECES) / grain) * grain);
  }

  reserve(bytes: number): void {
    this.#main.reserve(bytes);
    this.#workspaceBytes = Math.max(this.#workspaceBytes, bytes);
    if (this.#given > 0) this.#giveWorkspaces();
  }

  #hasHelpers(): boolean {
    if (this.#jobs < WARM_UP && ++this.#jobs === WARM_UP) this.#start();
    return Atomics.load(this.#control, words.READY) > 0;
  }

  #start(): void {
    this.#giveWorkspaces();
    const { module, memory } = this.#options;
    const shared = { module, memory, control: this.#control, numbers: this.#numbers, words, watch: WATCH };
    const control = this.#control;
    const lost = () => void Atomics.store(control, words.LOST, 1); // must not hold the pool, or it is never gone
    for (let t = 1; t < this.#options.threads; t++) if (!spawn({ ...shared, me: words.WORKSPACES + t }, lost)) lost();
    gone.register(this, control);
  }

  /** Lays the job out, takes pieces like every other thread, and waits for the pieces that others are at. */
  #share(kernel: RangeKernel, args: readonly number[], count: number, piece: number): void {
    const control = this.#control;
    for (let i = 0; i < args.length; i++) this.#numbers[i] = args[i]!;
    control[words.KERNEL] = this.#kernels.get(kernel)!;
    control[words.COUNT] = args.length;
    control[words.PIECE] = piece;
    control[words.TOTAL] = count;
    Atomics.store(control, words.NEXT, 0);
    Atomics.store(control, words.OPEN, 1);
    Atomics.add(control, words.POSTED, 1);
    if (Atomics.load(control, words.SLEEPERS) > 0) Atomics.notify(control, words.POSTED);

    try {
      const run = this.#options.exports[kernel];
      const take = () => Atomics.add(control, words.NEXT, piece);
      for (let begin = take(); begin < count; begin = take()) run(...args, begin, Math.min(count, begin + piece));
    } finally {
      Atomics.store(control, words.OPEN, 0);
      this.#join();
    }
  }

  /** Watches until nobody is active, then sleeps where the host lets this thread sleep. */
  #join(): void {
    const control = this.#control;
    for (let n = 0; Atomics.load(control, words.ACTIVE) !== 0; )
      if (++n > WATCH && maySleep) {
        Atomics.store(control, words.WAITING, 1);
        const active = Atomics.load(control, words.ACTIVE);
        if (active !== 0) sleep(control, words.ACTIVE, active);
        Atomics.store(control, words.WAITING, 0);
      }
    if (Atomics.load(control, words.FAILED) === 0) return;
    Atomics.store(control, words.FAILED, 0);
    throw new Error('Cannot go on: a kernel trapped on a helper thread of cpu');
  }

  /** Gives every helper a workspace of the size reserved; called while no job is open. */
  #giveWorkspaces(): void {
    const [bytes, had] = [this.#workspaceBytes, this.#given];
    if (bytes <= had) return;
    const { source } = this.#options;
    for (let at = words.WORKSPACES + 1; at < words.WORKSPACES + this.#options.threads; at++) {
      const before = this.#control[at]! >>> 0;
      this.#control[at] = source.take(bytes);
      if (had > 0) source.give(before, had);
    }
    this.#given = bytes;
  }
}

/** Sleeps for a millisecond at most. */
function sleep(control: Int32Array, at: number, value: number): void {
  try {
    Atomics.wait(control, at, value, 1);
  } catch {
    // a service worker may not sleep either: it watches on
  }
}
