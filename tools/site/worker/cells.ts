import type { Binding } from '@zero-to-gpt/lesson-kit/run';

/** A cell that has run to its end. */
export interface Done {
  readonly url: string;
  readonly names: ReadonlyMap<string, Binding>;
  readonly module: Readonly<Record<string, unknown>>;
}

/** A cell as it stands on the page. */
export interface PageCell {
  readonly cell: string;
  readonly code: string;
}

/** The names that cells have declared. */
export class Cells {
  /** In the order in which they ran. */
  readonly #done = new Map<string, Done>();

  /** What a cell sees: names of the cells above it, or, where the page is not known, of all others that ran. */
  prior(cell: string, page?: readonly PageCell[]): Map<string, Binding> {
    const at = page?.findIndex((other) => other.cell === cell) ?? -1;
    const above = at < 0 ? [...this.#done.keys()] : page!.slice(0, at).map((other) => other.cell);
    const names = new Map<string, Binding>();
    for (const other of above)
      if (other !== cell) for (const [name, binding] of this.#done.get(other)?.names ?? []) names.set(name, binding);
    return names;
  }

  /** The value of a name that a binding leads to. */
  value(name: string, binding: Binding | undefined): unknown {
    for (const done of this.#done.values()) if (done.url === binding?.url) return done.module[name];
    return undefined;
  }

  /** Whether a cell has run to its end. */
  isDone(cell: string): boolean {
    return this.#done.has(cell);
  }

  /** Forgets what a cell declared; gives its module's address, which nothing new will ask for. */
  forget(cell: string): string | undefined {
    const url = this.#done.get(cell)?.url;
    this.#done.delete(cell);
    return url;
  }

  /** Notes what a cell has declared. */
  keep(cell: string, done: Done): void {
    this.#done.delete(cell);
    this.#done.set(cell, done);
  }
}
