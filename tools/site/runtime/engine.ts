import type { CellError, Host, Reply, Request, Shown } from '../shared/protocol.ts';
import { cannotStart, crashed } from './engine-error.ts';
import { manifest } from './manifest.ts';

/** How a run or a check ended. */
export type Ended<T> =
  | { readonly ok: true; readonly ms: number; readonly value: T }
  | { readonly ok: false; readonly ms: number; readonly error: CellError };

/** What a check answers. */
export type Checked = Extract<Reply, { type: 'checked' }>['result'];

/** A cell as it stands on the page now. */
export interface PageCell {
  readonly cell: string;
  readonly code: string;
}

/** Options of `Engine.run` and `Engine.check`. */
export interface AskOptions {
  /** Hears of each thing that is shown, also after the end (timers go on). */
  readonly onShown?: (items: readonly Shown[]) => void;
  /** Hears the name of each step of a check as it begins. */
  readonly onStep?: (name: string) => void;
  /** All cells of the lesson in the order of the page. */
  readonly page?: readonly PageCell[];
}

/**
 * One worker, started by the first request. One request runs at a time; when the worker is ended or breaks, the request
 * that ran answers with an error, and so does each later one: make another engine.
 */
export class Engine {
  /** What the worker found on this machine; rejects where it could not start. */
  readonly host: Promise<Host>;
  readonly #stop = sharedFlag();
  readonly #listeners = new Map<number, AskOptions>();
  #worker: Worker | undefined;
  #job: Job | undefined;
  #over: CellError | undefined;
  #lastId = 0;
  #heard = false;
  #starting: Promise<void> | undefined;
  #tellHost: (host: Host) => void = () => {};
  #noHost: (reason: Error) => void = () => {};

  constructor() {
    this.host = new Promise((tell, fail) => {
      this.#tellHost = tell;
      this.#noHost = fail;
    });
    this.host.catch(() => {}); // those who ask hear of it
  }

  /** Why the worker is no more, where it is. */
  get over(): CellError | undefined {
    return this.#over;
  }

  /** Runs a cell. */
  run(cell: string, code: string, options: AskOptions = {}): Promise<Ended<undefined>> {
    const { page } = options;
    return this.#ask((id) => ({ type: 'run', id, cell, code, ...(page && { page }) }), options);
  }

  /** Checks an exercise: `chapter/id`. It may import its own chapter and those before it. */
  async check(exercise: string, code: string, options: AskOptions = {}): Promise<Ended<Checked>> {
    const found = await manifest().catch(() => undefined); // the start will say what is wrong
    const check = found ? found.exercises[exercise] : '';
    if (check === undefined) {
      const message = `Cannot check ${exercise}: the site has no check of that name`;
      return { ok: false, ms: 0, error: { name: 'LoadError', message } };
    }
    const last = found?.chapters?.indexOf(exercise.split('/')[0] ?? '') ?? -1;
    const allowed = last < 0 ? undefined : found?.chapters?.slice(0, last + 1);
    return this.#ask((id) => ({ type: 'check', id, exercise, check, code, ...(allowed && { allowed }) }), options);
  }

  /** Asks what runs to stop: `kept` where it did and variables live on, `ended` where the worker had to be ended. */
  async stop(): Promise<'kept' | 'ended'> {
    const job = this.#job;
    if (!job) return 'kept';
    if (this.#stop) Atomics.store(this.#stop, 0, 1);
    this.#worker?.postMessage({ type: 'stop', id: job.id } satisfies Request);
    const answered = await Promise.race([job.ended.then(() => true), wait(patience)]);
    if (answered && !this.#over) return 'kept';
    this.end({ name: 'Interrupted', message: 'Stopped' });
    return 'ended';
  }

  /** Ends the worker. What runs answers with `error`. */
  end(error: CellError = { name: 'Interrupted', message: 'The page has ended this run' }): void {
    if (this.#over) return;
    this.#over = error;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#listeners.clear();
    this.#noHost(new Error(error.message));
    this.#settle({ ok: false, ms: this.#spent(), error });
  }

  async #ask<T>(request: (id: number) => Request, options: AskOptions): Promise<Ended<T>> {
    if (this.#job) throw new Error('Cannot ask the worker: another request runs');
    const job = newJob(++this.#lastId);
    this.#job = job;
    this.#listeners.set(job.id, options);
    this.#listeners.delete(job.id - remembered);
    if (this.#stop) Atomics.store(this.#stop, 0, 0);
    this.#starting ??= this.#start();
    await this.#starting;
    if (this.#over) this.#settle({ ok: false, ms: 0, error: this.#over });
    else this.#worker?.postMessage(request(job.id));
    return (await job.ended) as Ended<T>; // a request is answered in its own kind
  }

  async #start(): Promise<void> {
    try {
      if (typeof Worker === 'undefined') throw new Error('this browser has no workers');
      const { worker: url, packages } = await manifest();
      if (this.#over) return;
      const worker = new Worker(url, { type: 'module', name: 'cells' });
      this.#worker = worker;
      worker.onmessage = ({ data }: MessageEvent<Reply>) => this.#hear(data);
      worker.onerror = ({ message }) => this.#broken(message);
      worker.onmessageerror = () => this.#broken('it sent what cannot be read');
      worker.postMessage({ type: 'start', packages, stop: this.#stop } satisfies Request);
    } catch (error) {
      this.end(cannotStart(error instanceof Error ? error.message : String(error)));
    }
  }

  #hear(reply: Reply): void {
    this.#heard = true;
    if (reply.type === 'ready') this.#tellHost(reply.host);
    else if (reply.type === 'shown') this.#listeners.get(reply.id)?.onShown?.(reply.items);
    else if (reply.type === 'step') this.#listeners.get(reply.id)?.onStep?.(reply.name);
    else if (reply.id !== this.#job?.id) return;
    else if (reply.type === 'failed') this.#settle({ ok: false, ms: reply.ms, error: reply.error });
    else this.#settle({ ok: true, ms: reply.ms, value: reply.type === 'checked' ? reply.result : undefined });
  }

  #broken(reason?: string): void {
    this.end(this.#heard ? crashed(reason) : cannotStart(reason));
  }

  #settle(ended: Ended<unknown>): void {
    this.#job?.settle(ended);
    this.#job = undefined;
  }

  #spent(): number {
    return this.#job ? performance.now() - this.#job.since : 0;
  }
}

/** Milliseconds that a cell has to notice that it shall stop. */
const patience = 800;

/** Requests whose late words are still heard. */
const remembered = 100;

interface Job {
  readonly id: number;
  readonly since: number;
  readonly ended: Promise<Ended<unknown>>;
  readonly settle: (ended: Ended<unknown>) => void;
}

function newJob(id: number): Job {
  let settle: Job['settle'] = () => {};
  const ended = new Promise<Ended<unknown>>((resolve) => {
    settle = resolve;
  });
  return { id, since: performance.now(), ended, settle };
}

/** Memory that page and worker share, where the page is isolated: its number says whether to stop. */
function sharedFlag(): Int32Array | null {
  return globalThis.crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(4)) : null;
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
