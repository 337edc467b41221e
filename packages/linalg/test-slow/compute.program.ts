// A program for a page or a worker: `compute` works on a device of its own for a while and tells
// what it found, `ready` tells how many threads take part in the end.
import { createCPU, Random, tidy } from '@zero-to-gpt/linalg';
import { Engine } from '../src/cpu/engine.ts';
import { ThreadPool } from '../src/cpu/thread-pool.ts';

/** What it tells. */
export interface Computed {
  /** The same for any number of threads. */
  readonly sum: number;
  /** Threads in the beginning and in the end. */
  readonly threads: readonly [number, number];
  /** Calls of Atomics.wait on this thread. */
  readonly waits: number;
  /** Whether this thread may not sleep, as it is the main one of a page. */
  readonly main: boolean;
}

const rest = () => new Promise((done) => setTimeout(done, 20));

/** `threads` is what the device is asked for; with fewer `left`, it waits a minute at most until the host has forbidden the others. */
async function compute(threads: number, steps = 60, left = threads): Promise<Computed> {
  let waits = 0;
  const { wait } = Atomics;
  // counts; the signature's overloads are those of `wait`
  Atomics.wait = ((...args: Parameters<typeof wait>) => {
    waits++;
    return wait(...args);
  }) as typeof wait;
  const device = createCPU({ threads, deterministic: true });
  const before = device.threads;
  const x = new Random(1).uniform([300, 300], { device });
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    sum = tidy(() => x.matmul(x).matmul(x).mean().item());
    if (i % 5 === 0) await rest(); // helpers start, and fall asleep
  }
  for (const end = performance.now() + 60_000; device.threads > left && performance.now() < end; ) await rest();
  return { sum, threads: [before, device.threads], waits, main: globalThis.document !== undefined };
}

/** Threads that take work once all have started, or the host has forbidden some. */
async function ready(threads: number): Promise<number> {
  const engine = new Engine({ memoryLimit: 2 ** 26, deterministic: true, threads });
  const { address } = engine.alloc('float32', 100);
  const { runner } = engine;
  if (!(runner instanceof ThreadPool)) return 1;
  while (runner.ready < runner.threads) {
    runner.run('fillRows', [address, 4, 0, 1], { count: 100, cost: 1000 });
    await rest();
  }
  return runner.ready;
}

const programs = { compute, ready };
Object.assign(globalThis, programs);
if (globalThis.document === undefined)
  addEventListener(
    'message',
    ({ data: [name, threads] }: MessageEvent<[keyof typeof programs, number]>) =>
      void programs[name](threads).then(postMessage, reportError),
  );
