import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Finding } from './finding.ts';

// The smallest modules that use each feature, as bytes after the eight of the header: types, one function, its body.
const modules: Readonly<Record<'simd' | 'relaxedSimd' | 'threads', readonly number[]>> = {
  simd: [1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
  relaxedSimd: [
    ...[1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0],
    ...[65, 1, 253, 15, 65, 2, 253, 15, 253, 128, 2, 11],
  ],
  threads: [1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 4, 1, 3, 1, 1, 10, 11, 1, 9, 0, 65, 0, 254, 16, 2, 0, 26, 11],
};

/** Whether this host compiles a feature of WebAssembly. */
export function compiles(feature: keyof typeof modules): boolean {
  return WebAssembly.validate(Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0, ...modules[feature]]));
}

/** WebAssembly's SIMD, on which the default device computes. */
export function wasmSimd(): Finding {
  const means = 'arrays compute four numbers at once: the device `cpu`';
  return compiles('simd')
    ? { name: 'WASM SIMD', state: 'works', found: '128 bits', means }
    : { name: 'WASM SIMD', state: 'broken', found: 'not compiled by this Node', means, cure: newerNode };
}

/** Relaxed SIMD: multiply and add in one instruction. */
export function relaxedSimd(): Finding {
  const means = 'multiply and add in one instruction, where speed matters more than the same last digit everywhere';
  return compiles('relaxedSimd')
    ? { name: 'WASM relaxed SIMD', state: 'works', found: 'multiply-add', means }
    : { name: 'WASM relaxed SIMD', state: 'missing', found: 'not compiled by this Node', means, cure: newerNode };
}

/** Threads with shared memory. */
export async function threads(): Promise<Finding> {
  const means = 'large matrix products use all cores';
  const cores = availableParallelism();
  if (!compiles('threads'))
    return { name: 'Threads', state: 'missing', found: 'no shared WASM memory', means, cure: newerNode };
  const shared = new Int32Array(new SharedArrayBuffer(4));
  const code = "require('node:worker_threads').workerData[0] = 42";
  const reason = await new Promise<string | undefined>((resolve) => {
    const worker = new Worker(code, { eval: true, workerData: shared });
    worker.once('error', (error) => resolve(error.message));
    worker.once('exit', () => resolve(shared[0] === 42 ? undefined : 'a worker did not reach shared memory'));
  });
  if (reason !== undefined) return { name: 'Threads', state: 'missing', found: reason, means };
  return cores > 1
    ? { name: 'Threads', state: 'works', found: `${cores} cores`, means }
    : { name: 'Threads', state: 'works', found: '1 core: threads gain nothing here', means };
}

const newerNode = 'Install a newer Node: https://nodejs.org';
