import type { CheckResult } from '@zero-to-gpt/check';
import { Interrupted } from '@zero-to-gpt/lesson-kit/cell';
import { mimeBundle, type Recorded, type Recording, record } from '@zero-to-gpt/lesson-kit/run';
import type { Reply, Request } from '../shared/protocol.ts';
import { arrayTable } from './array-table.ts';
import { runCheck } from './check.ts';
import { explain, explainWell } from './explain.ts';
import { engineNote, promiseHint } from './hints.ts';
import { findHost } from './host.ts';
import type { Modules } from './modules.ts';
import { Packages } from './packages.ts';
import { Run } from './run.ts';
import { runCell } from './run-cell.ts';
import { Stream } from './stream.ts';
import { isInterrupted, stackOf } from './thrown.ts';
import { Timers } from './timers.ts';
import { Workshop } from './workshop.ts';

/** What a desk needs of its surroundings. */
export interface DeskOptions {
  readonly post: (reply: Reply) => void;
  readonly modules: Modules;
  readonly timers?: Timers;
}

type Work = Extract<Request, { type: 'run' | 'check' }>;

/** Milliseconds between two looks at the flag while a cell awaits something. */
const look = 80;

/** Takes a page's requests, one after the other, and tells it what comes of them. */
export class Desk {
  readonly timers: Timers;
  readonly #shop: Workshop;
  readonly #post: (reply: Reply) => void;
  #queue: Promise<void> = Promise.resolve();
  #running: Run | undefined;
  #latest: Run | undefined;
  #recording: Recording | undefined;
  #stop: Int32Array | null = null;
  #stopAsked = -1;
  #closing = false;
  #slots = 1_000_000; // far from those of `live`

  constructor({ post, modules, timers = new Timers() }: DeskOptions) {
    this.#post = post;
    this.#shop = new Workshop(modules);
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

  /** Tells the page what went wrong beside or after a run. */
  complain(error: unknown): void {
    const run = this.#shop.runIn(stackOf(error)) ?? this.current;
    if (!run || run.gone || isInterrupted(error)) return;
    const { name, message, line, cure } = explain(error, run, this.#shop);
    const place = line === undefined ? '' : ` (line ${line})`;
    const when = run === this.#running ? 'Besides' : 'After the cell ended';
    const text = `${when}: ${name}: ${message}${place}${cure === undefined ? '' : `\n${cure}`}`;
    run.stream.add({ bundle: { 'text/plain': text }, level: 'error', note: true });
  }

  #start({ packages, stop }: Extract<Request, { type: 'start' }>): void {
    this.#shop.packages = new Packages(packages, globalThis.location?.href);
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
        let seen = 0; // twice: who looks at the flag by itself comes first
        stopLooking = this.timers.every(look, () => {
          if (!run.knows && this.#isStopped(run) && ++seen === 2) reject(new Interrupted('Stopped'));
        });
      });
      const work = this.#do(request, run);
      work.catch(() => {}); // heard below, unless it was interrupted
      const result = await Promise.race([work, interrupted]);
      this.#close(run);
      this.#post(result ? { type: 'checked', id: run.id, ms: ms(), result } : { type: 'done', id: run.id, ms: ms() });
    } catch (error) {
      const spent = ms();
      this.#close(run);
      if (isInterrupted(error)) run.leave(this.timers.clear);
      this.#post({ type: 'failed', id: run.id, ms: spent, error: await explainWell(error, run, this.#shop) });
    } finally {
      stopLooking();
      this.#running = undefined;
    }
  }

  #do(request: Work, run: Run): Promise<CheckResult | undefined> {
    if (request.type === 'check') return runCheck(run, this.#shop, request, this.#step(run));
    return runCell(run, this.#shop, (value) => this.#showValue(value)).then(() => undefined);
  }

  #open({ id, ...request }: Work): Run {
    const cell = request.type === 'run' ? request.cell : request.exercise;
    this.#shop.leave(cell, this.timers.clear);
    const stream = new Stream({
      send: (items) => this.#post({ type: 'shown', id, items }),
      later: this.timers.later,
      newSlot: () => ++this.#slots,
    });
    const run = new Run(id, {
      cell,
      code: request.code,
      stream,
      page: request.type === 'run' ? request.page : undefined,
    });
    this.#running = run;
    this.#latest = run;
    this.#recording?.end();
    this.#recording = record((item) => this.#show(item), { stopped: () => this.#tellStopped() });
    return run;
  }

  /** Shows what was held back, also of a run that was stopped. */
  #close(run: Run): void {
    this.#closing = true;
    try {
      this.#recording?.flush();
    } catch (error) {
      this.complain(error);
    } finally {
      this.#closing = false;
    }
    run.stream.flush();
  }

  /** Shows the value of a cell's last expression. */
  #showValue(value: unknown): void {
    const bundle = mimeBundle(value);
    this.#recording?.flush();
    if (bundle) this.#show({ bundle, values: [value] });
  }

  #show({ bundle, values, level, slot }: Recorded): void {
    const run = this.current;
    if (!run) return;
    if (!this.#closing && !run.knows && this.#isStopped(run)) throw new Interrupted('Stopped');
    const ours = engineNote(values, level);
    if (ours !== undefined) {
      run.stream.add({ bundle: { 'text/plain': ours }, note: true });
      return;
    }
    const html = values.length === 1 ? arrayTable(values[0], bundle) : undefined;
    run.stream.add({
      bundle: html === undefined ? bundle : { ...bundle, 'text/html': html },
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

  /** What a cell hears that asks by itself: from then on it ends in its own way. */
  #tellStopped(): boolean {
    const run = this.current;
    const stopped = this.#isStopped(run);
    if (run && stopped) run.knows = true;
    return stopped;
  }

  #isStopped(run: Run | undefined): boolean {
    if (!run) return false;
    if (run.gone || this.#stopAsked === run.id) return true;
    return run === this.#running && this.#stop !== null && Atomics.load(this.#stop, 0) !== 0;
  }
}
