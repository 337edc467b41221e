import { workerSource } from './worker-source.ts';

/** Most threads of a device. */
const MOST = 256;

/**
 * Starts a helper thread with its data. False where the host has no threads; `lost` is called later where it forbids
 * them, as a page does whose Content-Security-Policy has no `blob:` among its workers.
 */
export function spawn(data: object, lost: () => void): boolean {
  try {
    const node = globalThis.process?.getBuiltinModule?.('node:worker_threads');
    if (node) {
      const worker = new node.Worker(workerSource, { eval: true, workerData: data, name: 'cpu', stderr: true });
      worker.unref(); // a program ends although its threads wait
      worker.on('error', lost);
      return true;
    }
    const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));
    const worker = new Worker(url);
    worker.onerror = (event) => {
      event.preventDefault();
      lost();
    };
    worker.postMessage(data);
    URL.revokeObjectURL(url);
    return true;
  } catch {
    return false;
  }
}

/**
 * Threads worth having: the processor's, at most 8. `ZERO_TO_GPT_THREADS` in the environment overrides.
 * @throws RangeError where it holds no number of threads
 */
export function defaultThreads(): number {
  const wanted = globalThis.process?.env?.ZERO_TO_GPT_THREADS;
  if (wanted) return checkThreads(Number(wanted), `ZERO_TO_GPT_THREADS=${wanted}`);
  const os = globalThis.process?.getBuiltinModule?.('node:os');
  return Math.min(8, os?.availableParallelism() ?? globalThis.navigator?.hardwareConcurrency ?? 1);
}

/** The number, which `what` names. @throws RangeError for what is no number of threads */
export function checkThreads(threads: number, what: string): number {
  if (Number.isInteger(threads) && threads >= 1 && threads <= MOST) return threads;
  throw new RangeError(`Cannot open cpu with ${what}: expected a whole number, 1 to ${MOST}`);
}
