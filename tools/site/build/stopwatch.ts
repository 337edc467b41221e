/** How long each step took, in milliseconds, in the order in which they ended. */
export type Times = Readonly<Record<string, number>>;

/** Measures steps that may run side by side. */
export class Stopwatch {
  readonly #times: Record<string, number> = {};
  readonly #start = performance.now();

  /** Runs a step and notes how long it took, also when it fails. */
  async time<T>(name: string, step: () => T | Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await step();
    } finally {
      this.#times[name] = performance.now() - start;
    }
  }

  /** All steps so far, and `total`: since the beginning. */
  get times(): Times {
    return { ...this.#times, total: performance.now() - this.#start };
  }
}
