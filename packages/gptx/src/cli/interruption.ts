/** The part of a process that signals come from. */
export interface SignalSource {
  /** Listens. */
  on(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
  /** Stops listening. */
  off(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
  /** Ends. */
  exit(code: number): void;
}

/** How an interruption is told and timed. */
export interface InterruptionOptions {
  /** Called at the first signal. */
  onFirst?: (signal: NodeJS.Signals) => void;
  /** Where signals come from. */
  source?: SignalSource;
  /** Clock, in milliseconds. */
  now?: () => number;
}

const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const names = Object.keys(codes) as (keyof typeof codes)[];

/** One key press may arrive twice, from the terminal and from npm: so close to the first, a signal is the same one. */
const echo = 300;

/** Ctrl-C, SIGTERM or a closed terminal: the first asks the work to stop by `signal`, a second one ends the process at once. */
export class Interruption implements Disposable {
  /** Aborted at the first signal. */
  readonly signal: AbortSignal;
  readonly #source: SignalSource;
  readonly #listen: (signal: NodeJS.Signals) => void;

  /** Listens until it is disposed. */
  constructor({ onFirst, source = process, now = () => performance.now() }: InterruptionOptions = {}) {
    const controller = new AbortController();
    this.signal = controller.signal;
    this.#source = source;
    let first = 0;
    this.#listen = (name) => {
      if (!controller.signal.aborted) {
        first = now();
        controller.abort(name);
        onFirst?.(name);
      } else if (now() - first > echo) {
        source.exit(codes[name as keyof typeof codes]);
      }
    };
    for (const name of names) source.on(name, this.#listen);
  }

  /** Stops listening: signals end the process again as they always do. */
  [Symbol.dispose](): void {
    for (const name of names) this.#source.off(name, this.#listen);
  }
}
