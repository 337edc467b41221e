import type { Stream } from './stream.ts';

/** One run of a cell or of a check, from its request on, and as long as its timers go on. */
export class Run {
  readonly id: number;
  /** The cell's name; for a check the exercise's. */
  readonly cell: string;
  /** As the reader wrote it. */
  readonly code: string;
  readonly stream: Stream;
  /** JavaScript of its module and where that lies, once it is linked. */
  linked: { readonly code: string; readonly url: string } | undefined;
  /** Nothing of it is heard any more: it was interrupted, or its cell runs again. */
  gone = false;
  /** Its timers that wait. */
  readonly timers = new Set<number>();
  /** What the page was told to mind already. */
  readonly told = new Set<string>();

  constructor(id: number, { cell, code, stream }: { cell: string; code: string; stream: Stream }) {
    this.id = id;
    this.cell = cell;
    this.code = code;
    this.stream = stream;
  }

  /** Ends its timers and what it would still print. */
  leave(clear: (timer: number) => void): void {
    this.gone = true;
    for (const timer of this.timers) clear(timer);
    this.timers.clear();
  }
}
