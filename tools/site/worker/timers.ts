import type { Run } from './run.ts';

/** The part of a global that has timers. */
export interface TimerHost {
  setTimeout: (f: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => number;
  setInterval: (f: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => number;
  clearTimeout: (timer?: number) => void;
  clearInterval: (timer?: number) => void;
}

/** Turns of promises after a timer that still count as its work. */
const turns = 8;

/** Knows which cell set a timer: what it prints belongs to that cell, and it ends with it. */
export class Timers {
  /** Whose timer rings now. */
  owner: Run | undefined;
  readonly #host: TimerHost;
  readonly #own: TimerHost;

  /** Keeps the host's own timers for itself. */
  constructor(host: TimerHost = globalThis) {
    this.#host = host;
    const { setTimeout, setInterval, clearTimeout, clearInterval } = host;
    this.#own = {
      setTimeout: setTimeout.bind(host),
      setInterval: setInterval.bind(host),
      clearTimeout: clearTimeout.bind(host),
      clearInterval: clearInterval.bind(host),
    };
  }

  readonly clear = (timer: number): void => this.#own.clearTimeout(timer);
  readonly later = (f: () => void, ms: number): void => void this.#own.setTimeout(f, ms);

  /** Calls `f` time and again, until the function that it gives is called. */
  every(ms: number, f: () => void): () => void {
    const timer = this.#own.setInterval(f, ms);
    return () => this.#own.clearInterval(timer);
  }

  /** Puts timers that know their cell in place of the host's. */
  install(current: () => Run | undefined): void {
    const host = this.#host;
    host.setTimeout = (f, ms, ...args) => {
      if (typeof f !== 'function') return this.#own.setTimeout(f, ms); // text, which a policy may allow
      const run = current();
      const timer = this.#own.setTimeout(() => {
        run?.timers.delete(timer);
        this.#ring(run, f, args);
      }, ms);
      run?.timers.add(timer);
      return timer;
    };
    host.setInterval = (f, ms, ...args) => {
      if (typeof f !== 'function') return this.#own.setInterval(f, ms);
      const run = current();
      const timer = this.#own.setInterval(() => this.#ring(run, f, args), ms);
      run?.timers.add(timer);
      return timer;
    };
    const clear = (timer?: number) => {
      if (timer === undefined) return;
      current()?.timers.delete(timer);
      this.#own.clearTimeout(timer);
    };
    host.clearTimeout = clear;
    host.clearInterval = clear;
  }

  #ring(run: Run | undefined, f: (...args: unknown[]) => void, args: readonly unknown[]): void {
    this.owner = run;
    // what awaits this timer goes on in a few turns from here
    let left = turns;
    const turn = () => {
      if (--left > 0) queueMicrotask(turn);
      else if (this.owner === run) this.owner = undefined;
    };
    queueMicrotask(turn);
    f(...args);
  }
}
