import { Interrupted } from '@zero-to-gpt/lesson-kit/cell';
import { mimeBundle, type Recorded, type Recording, record } from '@zero-to-gpt/lesson-kit/run';
import type { Reply, Request } from '../shared/protocol.ts';
import { arrayTable } from './array-table.ts';
import { Cells } from './cells.ts';
import { runCheck } from './check.ts';
import { Explainer } from './explain.ts';
import { promiseHint } from './hints.ts';
import { findHost } from './host.ts';
import type { Modules } from './modules.ts';
import { Packages } from './packages.ts';
import { Run } from './run.ts';
import { runCell } from './run-cell.ts';
import { Stream } from './stream.ts';
import { Timers } from './timers.ts';

/** What a desk needs of its surroundings. */
export interface DeskOptions {
  readonly post: (reply: Reply) => void;
  readonly modules: Modules;
  readonly timers?: Timers;
}

type Work = Extract<Request, { type: 'run' | 'check' }>;

/** Milliseconds between two looks at the flag while a cell awaits something. */
const look = 100;

/** Takes a page's requests, one after the other, and tells it what comes of them. */
export class Desk {
  readonly cells: Cells = new Cells();
  readonly modules: Modules;
  readonly timers: Timers;
  packages: Packages = new Packages();
  readonly #post: (reply: Reply) => void;
  /** All that may still be heard, by the address of their module or, without, the latest. */
  readonly #runs = new Map<string, Run>();
  #queue: Promise<void> = Promise.resolve();
  #running: Run | undefined;
  #latest: Run | undefined;
  #recording: Recording | undefined;
  #stop: Int32Array | null = null;
  #stopAsked = -1;
  #slots = 1_000_000; // far from those of `live`

  constructor({ post, modules, timers = new Timers() }: DeskOptions) {
    this.#post = post;
    this.modules = modules;
    this.timers = timers;
  }

  take(request: Request): void {
    if (request.type === 'start') this.#start(request);
    else if (request.type === 'stop') this.#stopAsked = request.id;
    else this.#queue = this.#queue.then(() => this.#work(request));
  }

  /** Whose work goes on now: that of the timer that rang, of the cell that runs, of the last one. */
  get current(): Run | undefined {
    return this.timers.owner ?? this.#running ?? this.#latest;
  }

  /** The run whose code threw something, as far as it can be known. */
  ownerOf(error: unknown): Run | undefined {
    const stack = stackOf(error);
    for (const [url, run] of this.#runs) if (stack.includes(url)) return run;
    return this.current;
  }

  /** The run whose module lies there. */
  runAt(url: string): Run | undefined {
    return this.#runs.get(url);
  }

  /** Notes where a run's module lies. */
  settle(run: Run, url: string): void {
    this.#runs.set(url, run);
  }

  /** Shows the value of a cell's last expression. */
  showValue(value: unknown): void {
    const bundle = mimeBundle(value);
    this.#recording?.flush();
    if (bundle) this.#show({ bundle, values: [value] });
  }

  /** Tells the page what went wrong beside or after a run. */
  complain(error: unknown): void {
    const run = this.ownerOf(error);
    if (!run || run.gone || error instanceof Interrupted) return;
    const { name, message, line, cure } = new Explainer(this, run).explain(error);
    const place = line === undefined ? '' : ` (line ${line})`;
    const when = run === this.#running ? 'Besides' : 'After the cell ended';
    const text = `${when}: ${name}: ${message}${place}${cure === undefined ? '' : `\n${cure}`}`;
    run.stream.add({ bundle: { 'text/plain': text }, level: 'error', note: true });
  }

  #start({ packages, stop }: Extract<Request, { type: 'start' }>): void {
    this.packages = new Packages(packages, globalThis.location?.href);
    this.#stop = stop;
    void findHost().then((host) => this.#post({ type: 'ready', host }));
  }

  async #work(request: Work): Promise<void> {
    const run = this.#open(request);
    const start = performance.now();
    const ms = () => performance.now() - start;
    let stopLooking = () => {};
    try {
      const interrupted = new Promise<never>((_, reject) => {
        stopLooking = this.timers.every(look, () => {
          if (this.#isStopped(run)) reject(new Interrupted('Stopped'));
        });
      });
      const work = request.type === 'run' ? runCell(this, run, request) : runCheck(this, run, request, this.#step(run));
      work.catch(() => {}); // heard below, unless it was interrupted
      const result = await Promise.race([work, interrupted]);
      this.#close(run);
      this.#post(result ? { type: 'checked', id: run.id, ms: ms(), result } : { type: 'done', id: run.id, ms: ms() });
    } catch (error) {
      const spent = ms();
      this.#close(run);
      if (error instanceof Interrupted) run.leave(this.timers.clear);
      this.#post({ type: 'failed', id: run.id, ms: spent, error: await new Explainer(this, run).explainWell(error) });
    } finally {
      stopLooking();
      this.#running = undefined;
    }
  }

  #open({ id, ...request }: Work): Run {
    const cell = request.type === 'run' ? request.cell : request.exercise;
    for (const [url, run] of this.#runs)
      if (run.cell === cell) {
        run.leave(this.timers.clear);
        this.#runs.delete(url);
      }
    const stream = new Stream({
      send: (items) => this.#post({ type: 'shown', id, items }),
      later: this.timers.later,
      newSlot: () => ++this.#slots,
    });
    const run = new Run(id, { cell, code: request.code, stream });
    this.#running = run;
    this.#latest = run;
    this.#recording?.end();
    this.#recording = record((item) => this.#show(item), { stopped: () => this.#isStopped(this.current) });
    return run;
  }

  #close(run: Run): void {
    this.#recording?.flush();
    run.stream.flush();
  }

  #show({ bundle, values, level, slot }: Recorded): void {
    const run = this.current;
    if (!run) return;
    if (run.gone || (run === this.#running && this.#isStopped(run))) throw new Interrupted('Stopped');
    const html = values.length === 1 ? arrayTable(values[0], bundle) : undefined;
    run.stream.add({
      bundle: { 'text/plain': '', ...bundle, ...(html && { 'text/html': html }) },
      ...(level && { level }),
      ...(slot !== undefined && { slot }),
    });
    const hint = promiseHint(values);
    if (hint === undefined || run.told.has(hint)) return;
    run.told.add(hint);
    run.stream.add({ bundle: { 'text/plain': hint }, note: true });
  }

  #step(run: Run): (name: string) => void {
    return (name) => {
      run.stream.flush();
      this.#post({ type: 'step', id: run.id, name });
    };
  }

  #isStopped(run: Run | undefined): boolean {
    if (!run) return false;
    if (run.gone || this.#stopAsked === run.id) return true;
    return run === this.#running && this.#stop !== null && Atomics.load(this.#stop, 0) !== 0;
  }
}

function stackOf(error: unknown): string {
  try {
    const { stack } = error as { stack?: unknown };
    return typeof stack === 'string' ? stack : '';
  } catch {
    return '';
  }
}
