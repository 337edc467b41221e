import type { PageCell } from './cells.ts';
import type { Stream } from './stream.ts';

/** What a run is made of. */
export interface RunOptions {
  readonly cell: string;
  readonly code: string;
  readonly page?: readonly PageCell[] | undefined;
  readonly stream: Stream;
}

/** One run of a cell or of a check, from its request on, and as long as its timers go on. */
export class Run {
  readonly id: number;
  /** The cell's name; for a check the exercise's. */
  readonly cell: string;
  /** As the reader wrote it. */
  readonly code: string;
  /** All cells of its page. */
  readonly page: readonly PageCell[] | undefined;
  readonly stream: Stream;
  /** JavaScript of its module and where that lies, once it is linked. */
  linked: { readonly code: string; readonly url: string } | undefined;
  /** Nothing of it is heard any more: it was interrupted, or its cell runs again. */
  gone = false;
  /** It has asked whether it shall end and heard that it shall. */
  knows = false;
  /** Its timers that wait. */
  readonly timers = new Set<number>();
  /** What the page was told to mind already. */
  readonly told = new Set<string>();

  constructor(id: number, { cell, code, page, stream }: RunOptions) {
    this.id = id;
    this.cell = cell;
    this.code = code;
    this.page = page;
    this.stream = stream;
  }

  /** Ends its timers and what it would still print. */
  leave(clear: (timer: number) => void): void {
    this.gone = true;
    for (const timer of this.timers) clear(timer);
    this.timers.clear();
  }
}
