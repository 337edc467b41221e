import type { Shown } from '../shared/protocol.ts';
import { CellView } from './cell-view.ts';
import { PageSession } from './page-session.ts';
import type { RunEnd, Runnable, RunResult } from './runnable.ts';
import { read, remove, write } from './store.ts';

/** `<zg-cell>`: a piece of the lesson's code that runs, and that the reader may change. */
export class CellElement extends HTMLElement implements Runnable {
  #view: CellView | undefined;
  /** Code of a link that the reader has not made their own: it is not kept, and runs only by its own button. */
  #stranger: 'unread' | 'run' | undefined;

  connectedCallback(): void {
    if (!this.runs || !this.querySelector('.zg-code pre')) return;
    PageSession.of(this.lesson).add(this);
    if (this.#view) return; // it was moved
    this.#view = new CellView(this, {
      run: () => void this.run(),
      runNext: () => this.#runNext(),
      stop: () => void PageSession.of(this.lesson).stop(),
      reset: () => this.reset(),
      share: () => void this.#copyLink(),
      changed: () => this.#changed(),
    });
    const kept = read(this.#key);
    if (kept !== null) this.#view.code = kept;
  }

  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return;
      PageSession.of(this.lesson).remove(this);
      this.#view?.destroy();
      this.#view = undefined;
    });
  }

  get name(): string {
    return this.dataset.cell ?? '';
  }

  get lesson(): string {
    return this.dataset.lesson ?? '';
  }

  get runs(): boolean {
    return this.dataset.noRun === undefined;
  }

  get throws(): boolean {
    return this.dataset.throws !== undefined;
  }

  get trusted(): boolean {
    return this.#stranger !== 'unread';
  }

  /** The code as it stands now. */
  get code(): string {
    return this.#view?.code ?? this.querySelector('.zg-code pre')?.textContent.trimEnd() ?? '';
  }

  set code(code: string) {
    if (this.#view) this.#view.code = code;
  }

  /** Whether the reader has made it their own. */
  get edited(): boolean {
    return this.#view?.edited === true && !this.#stranger;
  }

  /** What it has printed, as an `output` block of the lesson would hold it. */
  get plain(): string {
    return this.#view?.plain ?? '';
  }

  /** Runs it; first those cells above it that have not run as they are now. */
  async run(): Promise<RunResult> {
    const view = this.#view;
    if (!view) return { ok: false, error: { name: 'Blocked', message: 'The page only shows this cell' } };
    if (this.#stranger) this.#stranger = 'run';
    view.loading();
    try {
      return await (await PageSession.of(this.lesson).session()).run(this);
    } catch (reason) {
      const why = reason instanceof Error ? reason.message : String(reason);
      const error = { name: 'LoadError', message: `Cannot load what runs cells. Is there a connection? (${why})` };
      view.broken(error);
      return { ok: false, error };
    }
  }

  /** Shows the lesson's code again, and what it promises. */
  reset(): void {
    const view = this.#view;
    if (!view) return;
    const before = this.#stranger ? undefined : view.code;
    this.#letGo();
    view.reset(before);
  }

  /** The whole address of this page with the cell's code in it. */
  async share(): Promise<string> {
    const { encode } = await import('./share.ts');
    const page = new URL(location.href);
    page.hash = await encode({ cell: this.name, code: this.code });
    return page.href;
  }

  /** Shows code that came with a link. It is not kept and does not run until the reader says so. */
  open(code: string): void {
    const view = this.#view;
    if (!view) return;
    view.point();
    if (code === view.code) return;
    const own = read(this.#key);
    this.#stranger = 'unread';
    view.shared({
      keep: () => this.#back(view.code),
      lesson: () => this.#back(view.original),
      ...(own !== null && { own: () => this.#back(own) }),
    });
    view.code = code;
  }

  /** Moves the focus into its code. */
  focusCode(): void {
    this.#view?.focus();
  }

  waiting(first: readonly Runnable[]): void {
    this.#view?.waiting(first.map(({ name }) => name));
  }

  started(): void {
    this.#view?.started();
  }

  outdated(why: 'changed' | 'ended'): void {
    this.#view?.outdated(why);
  }

  shown(items: readonly Shown[]): void {
    this.#view?.shown(items);
  }

  ended(end: RunEnd): void {
    const above = PageSession.of(this.lesson).cells;
    const changed = above.slice(0, above.indexOf(this)).some((cell) => cell.#view?.edited);
    this.#view?.ended(end, changed);
  }

  get #key(): string {
    return `zg:cell:${this.lesson}:${this.name}`;
  }

  #changed(): void {
    if (this.#stranger || !this.#view) return;
    if (this.#view.edited) write(this.#key, this.#view.code);
    else remove(this.#key);
  }

  #runNext(): void {
    void this.run();
    const cells = PageSession.of(this.lesson).cells;
    cells[cells.indexOf(this) + 1]?.focusCode();
  }

  async #copyLink(): Promise<void> {
    try {
      const link = await this.share();
      const copied = await navigator.clipboard.writeText(link).then(
        () => true,
        () => false, // forbidden, or not over https
      );
      this.#view?.link(link, copied);
    } catch (error) {
      this.#view?.say(error instanceof Error ? error.message : String(error));
    }
  }

  /** The reader has chosen what stands here from now on. */
  #back(code: string): void {
    this.#letGo();
    if (this.#view) this.#view.code = code;
  }

  /** The code of the link has been answered for: the address forgets it. */
  #letGo(): void {
    this.#stranger = undefined;
    this.#view?.notes.hide('shared');
    if (location.hash.startsWith(`#zg=${this.name}.`)) history.replaceState(history.state, '', `#${this.id}`);
  }
}
