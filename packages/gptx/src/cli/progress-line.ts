/** The part of a terminal that a progress line needs; `process.stdout` has it. */
export interface Terminal {
  /** Whether lines can be rewritten. */
  readonly isTTY?: boolean | undefined;
  /** Characters in a line. */
  readonly columns?: number | undefined;
  /** Prints. */
  write(text: string): unknown;
}

/** When a line may be printed again. */
export interface ProgressLineOptions {
  /** Milliseconds between two lines where lines cannot be rewritten. */
  every?: number;
  /** Milliseconds between two rewritings in a terminal. */
  refresh?: number;
  /** Clock, in milliseconds. */
  now?: () => number;
}

/** One line that shows how far the work is: rewritten in a terminal, printed anew from time to time in a file or a pipe. */
export class ProgressLine {
  readonly #terminal: Terminal;
  readonly #every: number;
  readonly #now: () => number;
  #last: number = Number.NEGATIVE_INFINITY;
  #shown = false;

  /** Prints to `terminal`. */
  constructor(
    terminal: Terminal,
    { every = 10_000, refresh = 100, now = () => performance.now() }: ProgressLineOptions = {},
  ) {
    this.#terminal = terminal;
    this.#every = terminal.isTTY ? refresh : every;
    this.#now = now;
  }

  /** Shows `text` if it is time; `important` lines are always shown, and stay in a file. */
  update(text: string, { important = false }: { important?: boolean } = {}): void {
    const now = this.#now();
    if (!important && now - this.#last < this.#every) return;
    this.#last = now;
    if (!this.#terminal.isTTY) {
      this.#terminal.write(`${text}\n`);
      return;
    }
    const width = (this.#terminal.columns ?? 80) - 1; // a full line would wrap
    this.#terminal.write(`\r\u001b[K${text.slice(0, width)}`);
    this.#shown = true;
  }

  /** Prints a line of its own above; the progress line goes on below it. */
  log(text: string): void {
    this.#terminal.write(`${this.#shown ? '\r\u001b[K' : ''}${text}\n`);
    this.#shown = false;
  }

  /** Leaves the line as it is and goes to the next one. */
  end(): void {
    if (this.#shown) this.#terminal.write('\n');
    this.#shown = false;
  }
}
