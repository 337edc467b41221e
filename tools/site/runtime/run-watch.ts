import { announce } from './announce.ts';
import type { CellBar } from './cell-bar.ts';
import type { CellNotes } from './cell-notes.ts';

/** Options of a `RunWatch`. */
export interface RunWatchOptions {
  /** Seconds after which the reader is asked whether to stop. */
  readonly limit: number;
  readonly stop: () => void;
}

/** Watches over a run: says that it still runs when nothing is heard of it, and asks when it takes too long. */
export class RunWatch {
  readonly #notes: CellNotes;
  #heard = performance.now();

  constructor(bar: CellBar, notes: CellNotes, { limit, stop }: RunWatchOptions) {
    this.#notes = notes;
    bar.tick((seconds) => {
      if (seconds > 0 && seconds % limit === 0) this.#ask(seconds, stop);
      else if (performance.now() - this.#heard >= 3000) this.#remind();
    });
  }

  /** The run has shown something. */
  heard(): void {
    this.#heard = performance.now();
    this.#notes.hide('slow');
  }

  /** The run is over. */
  end(): void {
    this.#notes.hide('slow', 'limit');
  }

  #remind(): void {
    if (this.#notes.has('slow') || this.#notes.has('limit')) return;
    const text = 'Still running. If it never ends, press Stop.';
    this.#notes.show('slow', text);
    announce(text);
  }

  #ask(seconds: number, stop: () => void): void {
    this.#notes.hide('slow');
    this.#notes.show('limit', `It has run for ${seconds} s, longer than expected. Stop it?`, [
      ['Stop', stop],
      ['Let it run', () => this.#notes.hide('limit')],
    ]);
    announce(`It has run for ${seconds} s. Stop it?`);
  }
}
