/** Node's kind of worker, `worker_threads.Worker`, as far as it is used here. */
export interface NodeWorker {
  /** Listens. */
  on(event: string, listener: (value: unknown) => void): unknown;
  /** Sends a message. */
  postMessage(message: unknown): void;
  /** Ends it at once. */
  terminate(): unknown;
  /** Lets the process wait for it. */
  ref(): void;
  /** Lets the process end although it runs. */
  unref(): void;
}

/** A worker of Node's `worker_threads` or of a browser. */
export type AnyWorker = NodeWorker | Worker;

/** The two kinds of worker under one set of words. */
export interface WorkerPort {
  /** Sends a message. */
  post(message: unknown): void;
  /** Whether the process is to wait for the worker. */
  hold(on: boolean): void;
  /** Ends it at once. */
  end(): void;
}

/** What a worker does that its owner has to know. */
export interface PortEvents {
  /** A message came. */
  message(data: unknown): void;
  /** It failed or ended, and will say no more. */
  lost(reason: string, cause?: unknown): void;
}

/** Starts a worker on a module. @throws Error where the host has no workers */
export function startWorker(module: string | URL): AnyWorker {
  const node = globalThis.process?.getBuiltinModule?.('node:worker_threads');
  if (node) return new node.Worker(localFile(module));
  if (typeof Worker === 'undefined')
    throw new Error('Cannot start a worker: this host has none; leave { workers } out');
  return new Worker(module, { type: 'module' });
}

/** Node takes a file by URL or path, and a URL only as an object. */
function localFile(module: string | URL): string | URL {
  return typeof module === 'string' && /^(file|data):/.test(module) ? new URL(module) : module;
}

/** Listens to a worker. */
export function openPort(worker: AnyWorker, { message, lost }: PortEvents): WorkerPort {
  if ('on' in worker) {
    worker.on('message', message);
    worker.on('messageerror', (cause) => lost('what it sent cannot be read', cause));
    worker.on('error', (cause) => lost(textOf(cause), cause));
    worker.on('exit', (code) => lost(`it ended with exit code ${code}`));
    return {
      post: (data) => worker.postMessage(data),
      hold: (on) => (on ? worker.ref() : worker.unref()),
      end: () => void worker.terminate(),
    };
  }
  worker.addEventListener('message', ({ data }) => message(data));
  worker.addEventListener('messageerror', () => lost('what it sent cannot be read'));
  worker.addEventListener('error', (event) => {
    event.preventDefault(); // it is told where a batch is awaited
    lost(event.message || 'its module cannot be loaded', event.error);
  });
  return { post: (data) => worker.postMessage(data), hold: () => {}, end: () => worker.terminate() };
}

/** What an error says. */
export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
