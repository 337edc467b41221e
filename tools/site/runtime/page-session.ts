import type { Host } from '../shared/protocol.ts';
import type { CellElement } from './cell.ts';
import type { Session } from './session.ts';

type Running = typeof import('./running.ts');

/**
 * The cells of the lesson that stands in the page. Their session is made for the first run, and ended when the last of them
 * has left the page.
 */
export class PageSession {
  readonly #cells = new Set<CellElement>();
  #session: Promise<Session> | undefined;

  static of(lesson: string): PageSession {
    const page = pages.get(lesson) ?? new PageSession();
    pages.set(lesson, page);
    return page;
  }

  /** What runs cells, once it has been fetched. */
  static running: Running | undefined;

  /** In the order of the page. */
  get cells(): CellElement[] {
    return [...this.#cells].sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  }

  add(cell: CellElement): void {
    this.#cells.add(cell);
  }

  /** A cell has left the page. */
  remove(cell: CellElement): void {
    this.#cells.delete(cell);
    if (this.#cells.size > 0) return;
    void this.#session?.then((session) => session.restart());
    this.#session = undefined;
  }

  /** What runs the cells; its code is fetched when it is first wanted. */
  session(): Promise<Session> {
    this.#session ??= import('./running.ts').then(
      (running) => {
        PageSession.running = running;
        return new running.Session(() => this.cells, { onHost: tell });
      },
      (error: unknown) => {
        this.#session = undefined; // the next click tries again
        throw error;
      },
    );
    return this.#session;
  }

  /** Stops what runs and waits. */
  async stop(): Promise<void> {
    await (await this.#session)?.stop();
  }

  /** Ends the worker, if there is one. */
  async restart(): Promise<void> {
    (await this.#session)?.restart();
  }
}

/** Calls `listener` with what the worker found on this machine, now where it is known, and whenever it is found. */
export function onHost(listener: (host: Host) => void): () => void {
  listeners.add(listener);
  if (known) listener(known);
  return () => listeners.delete(listener);
}

const pages = new Map<string, PageSession>();
const listeners = new Set<(host: Host) => void>();
let known: Host | undefined;

function tell(host: Host): void {
  known = host;
  for (const listener of listeners) listener(host);
}
