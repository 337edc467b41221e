import type { CellError, Host } from '../shared/protocol.ts';
import { Engine } from './engine.ts';
import type { RunEnd, Runnable, RunResult } from './runnable.ts';

/** What a session needs of an engine. */
export type CellEngine = Pick<Engine, 'run' | 'stop' | 'end' | 'over' | 'host'>;

/** The running of one lesson's cells: one worker, made for the first run. */
export class Session {
  readonly #cells: () => readonly Runnable[];
  readonly #makeEngine: () => CellEngine;
  readonly #pending = new Map<Runnable, Promise<RunResult>>();
  /** Cells whose variables are there, with the code that made them. */
  readonly #ran = new Map<string, string>();
  /** The code with which each cell ran last, however it ended. */
  readonly #tried = new Map<string, string>();
  readonly #onHost: (host: Host) => void;
  /** The last run of each cell: timers of earlier ones may go on, and are not shown. */
  readonly #latest = new Map<string, object>();
  #engine: CellEngine | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #round = 0;
  #stopping: Promise<'kept' | 'ended'> | undefined;

  /** `cells` gives the lesson's cells in the order of the page, as they are when it is called. */
  constructor(
    cells: () => readonly Runnable[],
    { makeEngine = () => new Engine(), onHost = () => {} }: SessionOptions = {},
  ) {
    this.#cells = cells;
    this.#makeEngine = makeEngine;
    this.#onHost = onHost;
  }

  /** Runs a cell; first those above it that have not run as they are now. */
  run(cell: Runnable): Promise<RunResult> {
    return this.#enqueue(cell, () => this.#needed(cell));
  }

  /** Runs all cells from the top. */
  async runAll(): Promise<RunResult> {
    const cells = this.#cells().filter(({ runs }) => runs);
    const last = cells.at(-1);
    return last ? this.#enqueue(last, () => cells.slice(0, -1)) : { ok: true };
  }

  /** Stops what runs, and drops what waits. */
  async stop(): Promise<'kept' | 'ended'> {
    this.#round++;
    this.#stopping ??= (this.#engine?.stop() ?? Promise.resolve('kept' as const)).finally(() => {
      this.#stopping = undefined;
    });
    return this.#stopping;
  }

  /** Ends the worker: all variables are gone, and cells run anew. */
  restart(): void {
    this.#round++;
    this.#engine?.end();
    this.#forget();
  }

  #enqueue(cell: Runnable, before: () => readonly Runnable[]): Promise<RunResult> {
    const known = this.#pending.get(cell);
    if (known) return known;
    const round = this.#round;
    cell.waiting([]);
    const result = this.#queue.then(() => this.#chain(cell, before(), round)).finally(() => this.#pending.delete(cell));
    this.#pending.set(cell, result);
    this.#queue = result.catch(() => {});
    return result;
  }

  async #chain(cell: Runnable, before: readonly Runnable[], round: number): Promise<RunResult> {
    for (const other of before) other.waiting([]);
    cell.waiting(before);
    const chain = [...before, cell];
    for (const [i, now] of chain.entries()) {
      const rest = chain.slice(i);
      if (round !== this.#round) return drop(rest);
      if (!now.trusted) return block(rest, now, 'untrusted');
      const end = await this.#one(now);
      if (now === cell)
        return end.kind === 'failed' || end.kind === 'stopped' ? { ok: false, error: errorOf(end) } : ok;
      if (end.kind === 'stopped') return block(rest.slice(1), now, 'stopped');
      if (end.kind === 'failed' && !now.throws) return block(rest.slice(1), now, 'failed');
    }
    return ok;
  }

  async #one(cell: Runnable): Promise<Done> {
    if (!this.#engine || this.#engine.over) this.#start();
    const engine = this.#engine!; // made above
    const { name, code } = cell;
    const round = this.#round;
    this.#renew(cell);
    const run = {};
    this.#latest.set(name, run);
    cell.started();
    const page = this.#cells()
      .filter(({ runs }) => runs)
      .map((each) => ({ cell: each.name, code: each.trusted ? each.code : '' }));
    const ended = await engine.run(name, code, {
      page,
      onShown: (items) => this.#latest.get(name) === run && cell.shown(items),
    });
    const kept = (await this.#stopping) !== 'ended' && !engine.over;
    if (!kept && this.#engine === engine) this.#forget();
    const end: Done =
      round !== this.#round && (ended.ok || ended.error.name === 'Interrupted')
        ? { kind: 'stopped', ms: ended.ms, kept }
        : ended.ok
          ? { kind: 'ok', ms: ended.ms }
          : { kind: 'failed', ms: ended.ms, error: ended.error };
    if (kept && (end.kind === 'ok' || (end.kind === 'failed' && cell.throws))) this.#ran.set(name, code);
    cell.ended(end);
    return end;
  }

  /** What cells below made of the code that this cell had before is not fresh any more. */
  #renew({ name, code }: Runnable): void {
    const before = this.#tried.get(name);
    this.#tried.set(name, code);
    this.#ran.delete(name);
    if (before === undefined || before === code) return;
    const cells = this.#cells();
    const below = cells.slice(cells.findIndex((other) => other.name === name) + 1);
    for (const other of below) if (this.#ran.delete(other.name)) other.outdated('changed');
  }

  #start(): void {
    const engine = this.#makeEngine();
    this.#forget();
    this.#engine = engine;
    engine.host.then(this.#onHost, () => {}); // a worker that cannot start says so by the cell that wanted it
  }

  #forget(): void {
    this.#engine = undefined;
    for (const cell of this.#cells()) if (this.#ran.has(cell.name)) cell.outdated('ended');
    this.#ran.clear();
    this.#tried.clear();
  }

  #above(cell: Runnable): Runnable[] {
    const cells = this.#cells();
    return cells.slice(0, Math.max(0, cells.indexOf(cell))).filter(({ runs }) => runs);
  }

  /** Cells above one that have not run as they are now, and all below the first of them whose code has changed. */
  #needed(cell: Runnable): Runnable[] {
    let changed = false;
    return this.#above(cell).filter(({ name, code }) => {
      if (!changed && this.#ran.get(name) === code) return false;
      changed ||= this.#tried.has(name) && this.#tried.get(name) !== code;
      return true;
    });
  }
}

/** Options of a `Session`. */
export interface SessionOptions {
  /** Default: a worker of the site. */
  readonly makeEngine?: () => CellEngine;
  /** Hears what each new worker found on this machine. */
  readonly onHost?: (host: Host) => void;
}

type Done = Extract<RunEnd, { kind: 'ok' | 'failed' | 'stopped' }>;

const ok: RunResult = { ok: true };

const interrupted: CellError = { name: 'Interrupted', message: 'Stopped' };

const errorOf = (end: Done): CellError => (end.kind === 'failed' ? end.error : interrupted);

function drop(cells: readonly Runnable[]): RunResult {
  for (const cell of cells) cell.ended({ kind: 'dropped' });
  return { ok: false, error: interrupted };
}

/** The last of the cells is the one that was asked for: it says why it did not run. */
function block(cells: readonly Runnable[], by: Runnable, why: 'failed' | 'stopped' | 'untrusted'): RunResult {
  drop(cells.slice(0, -1));
  cells.at(-1)?.ended({ kind: 'blocked', by, why });
  const reason = { failed: 'failed', stopped: 'was stopped', untrusted: 'holds code from a link, not run yet' }[why];
  return { ok: false, error: { name: 'Blocked', message: `The cell "${by.name}" ${reason}` } };
}
