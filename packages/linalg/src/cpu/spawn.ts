import { workerSource } from './worker-source.ts';

/** Starts a helper thread with its data. False where the host has no threads, or forbids them. */
export function spawn(data: object): boolean {
  try {
    const node = globalThis.process?.getBuiltinModule?.('node:worker_threads');
    if (node) {
      const worker = new node.Worker(workerSource, { eval: true, workerData: data, name: 'cpu', stderr: true });
      worker.unref(); // a program ends although its threads wait
      worker.on('error', () => undefined); // it never reported ready, so nobody waits for it
      return true;
    }
    const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));
    new Worker(url).postMessage(data);
    URL.revokeObjectURL(url);
    return true;
  } catch {
    return false;
  }
}

/** Threads worth having: the processor's, at most 8. `ZERO_TO_GPT_THREADS` overrides. */
export function defaultThreads(): number {
  const wanted = Number(globalThis.process?.env?.ZERO_TO_GPT_THREADS);
  if (Number.isInteger(wanted) && wanted > 0) return wanted;
  const os = globalThis.process?.getBuiltinModule?.('node:os');
  return Math.min(8, os?.availableParallelism() ?? globalThis.navigator?.hardwareConcurrency ?? 1);
}
