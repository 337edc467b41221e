import type { CellError, Shown } from '../shared/protocol.ts';
import { announce } from './announce.ts';
import { type CellActions, CellBar } from './cell-bar.ts';
import { CellNotes } from './cell-notes.ts';
import { CodeBox } from './code-box.ts';
import { duration } from './duration.ts';
import { blockedText, stoppedText } from './end-words.ts';
import type { Output } from './output.ts';
import { outputPlace } from './output-place.ts';
import { PageSession } from './page-session.ts';
import { Promised } from './promised.ts';
import { RunWatch } from './run-watch.ts';
import type { RunEnd } from './runnable.ts';
import { linkNote, type SharedActions, sharedNote } from './share-notes.ts';

/** What a reader does to a cell. */
export interface CellEvents extends CellActions {
  runNext(): void;
  changed(): void;
}

/** How a cell looks: its code, its bar, its notes, its output. */
export class CellView {
  readonly notes: CellNotes = new CellNotes();
  readonly #cell: HTMLElement;
  readonly #events: CellEvents;
  readonly #title: string;
  readonly #box: CodeBox;
  readonly #bar: CellBar;
  readonly #promised: Promised;
  #output: Output | undefined;
  #watch: RunWatch | undefined;

  constructor(cell: HTMLElement, events: CellEvents) {
    this.#cell = cell;
    this.#events = events;
    this.#title = `cell ${(cell.dataset.cell ?? '').replace(/^cell-/, '')}`;
    const host = cell.querySelector<HTMLElement>('.zg-code')!; // the caller has looked
    this.#promised = new Promised(outputPlace(cell, this.#title));
    this.#bar = new CellBar(this.#title, events);
    this.#box = new CodeBox(host, {
      label: `Code of ${this.#title}`,
      onRun: events.run,
      onRunNext: events.runNext,
      onChange: () => this.#changed(),
      onProblem: (problem) => this.notes.show('problem', problem),
    });
    host.after(this.#bar.element, this.notes.element);
  }

  get code(): string {
    return this.#box.code;
  }

  set code(code: string) {
    this.#box.code = code;
    this.#changed();
  }

  get original(): string {
    return this.#box.original;
  }

  get edited(): boolean {
    return this.#box.edited;
  }

  get plain(): string {
    return this.#output?.plain ?? '';
  }

  focus(): void {
    this.#box.focus();
    this.#cell.scrollIntoView({ block: 'nearest' });
  }

  /** Brings the cell into sight. */
  point(): void {
    this.#cell.scrollIntoView({ block: 'center' });
  }

  say(text: string): void {
    this.#bar.say(text);
    announce(text);
  }

  reset(before: string | undefined): void {
    this.code = this.#box.original;
    this.#promised.restore();
    this.notes.hide('difference', 'stopped', 'blocked', 'link');
    this.#box.markError(null);
    delete this.#cell.dataset.state;
    this.say('');
    if (before === undefined || before === this.#box.original) return;
    const takeBack = () => {
      this.code = before;
    };
    this.notes.show('reset', 'This is the lesson’s code again.', [['Take mine back', takeBack]]);
  }

  shared(actions: SharedActions): void {
    sharedNote(this.notes, actions);
  }

  /** Says that the link is in the clipboard, or shows it, to be copied by hand. */
  link(link: string, copied: boolean): void {
    if (!copied) linkNote(this.notes, link, this.#title);
    this.say(copied ? 'link copied' : 'copy this link');
  }

  loading(): void {
    this.#bar.busy = true;
    this.#bar.say('loading');
  }

  broken(error: CellError): void {
    this.#bar.busy = false;
    this.say('failed');
    this.notes.show('problem', error.message);
  }

  waiting(first: readonly string[]): void {
    this.#cell.dataset.state = 'waiting';
    this.#bar.busy = true;
    const which = first.length === 1 ? `the cell ${first[0]}` : `${first.length} cells above`;
    this.#bar.say(first.length > 0 ? `first runs ${which}` : 'waiting');
    this.notes.hide('blocked', 'stopped', 'reset', 'problem', 'difference');
  }

  started(): void {
    const limit = Math.max(1, Math.round(Number(this.#cell.dataset.timeout ?? 60_000) / 1000));
    this.#cell.dataset.state = 'running';
    this.#bar.busy = true;
    this.notes.hide('blocked', 'stopped', 'reset', 'problem', 'difference');
    this.#box.markError(null);
    const { Output, markRun } = PageSession.running!; // it has called this
    markRun(this.#title.replace('cell ', ''));
    this.#output ??= new Output(this.#promised.host, {
      label: `Output of ${this.#title}`,
      alt: () => (this.edited ? undefined : this.#promised.alt),
      onLine: (line, column) => void this.#box.show(line, column),
    });
    this.#output.begin();
    this.#watch = new RunWatch(this.#bar, this.notes, { limit, stop: this.#events.stop });
  }

  outdated(why: 'changed' | 'ended'): void {
    if (this.#cell.dataset.state === 'waiting') return;
    this.#bar.say(why === 'ended' ? 'its variables are gone' : 'ran before a cell above changed');
  }

  shown(items: readonly Shown[]): void {
    if (!this.#cell.dataset.state) return; // reset since, and a timer goes on
    this.#output?.show(items);
    this.#watch?.heard();
  }

  /** `changed`: a cell above it is not the lesson's any more, which explains other output. */
  ended(end: RunEnd, changed: boolean): void {
    this.#bar.busy = false;
    this.#watch?.end();
    delete this.#cell.dataset.state;
    if (end.kind === 'dropped') this.#rest();
    else if (end.kind === 'blocked') this.#blocked(end);
    else this.#ran(end, changed);
  }

  destroy(): void {
    this.#bar.say('');
    this.#box.destroy();
  }

  #ran(end: Extract<RunEnd, { ms: number }>, changed: boolean): void {
    PageSession.running?.unmarkRun();
    this.#cell.dataset.state = end.kind;
    this.#output?.end(end.kind === 'failed' ? end.error : undefined);
    if (end.kind === 'stopped') this.#stopped(end.kept);
    else if (end.kind === 'failed') this.#failed(end.error);
    else this.say(`done in ${duration(end.ms)}`);
    const { throws, volatile, browser } = this.#cell.dataset;
    const promises = volatile === undefined && (browser === undefined || this.#promised.text !== '');
    const compares = promises && !this.edited && (end.kind === 'ok' || throws !== undefined);
    if (compares && this.#promised.text !== this.plain)
      this.notes.show('difference', this.#promised.difference(changed));
  }

  #failed(error: CellError): void {
    const { throws } = this.#cell.dataset;
    const { line, column, name, message } = error;
    if (line !== undefined) this.#box.markError({ line, message, ...(column !== undefined && { column }) });
    this.say(throws !== undefined && !this.edited ? 'threw, as the lesson says' : `failed: ${name}`);
  }

  #stopped(kept: boolean): void {
    this.say('stopped');
    this.notes.show('stopped', stoppedText(kept));
  }

  #blocked({ by, why }: Extract<RunEnd, { kind: 'blocked' }>): void {
    const other = by as Partial<HTMLElement>; // a session's cells are elements, outside tests
    this.say('not run');
    this.notes.show('blocked', blockedText(other === this.#cell ? 'this cell' : `the cell “${by.name}” above`, why), [
      ['Go there', () => other.scrollIntoView?.({ block: 'center' })],
    ]);
  }

  #changed(): void {
    this.#bar.resets = this.edited && !this.notes.has('shared');
    this.#cell.toggleAttribute('data-edited', this.edited);
    this.notes.hide('reset', 'link', 'difference');
    if (this.#cell.dataset.state !== 'running') this.#rest();
    this.#events.changed();
  }

  /** How it stands while it has nothing to tell of a run. */
  #rest(): void {
    this.#bar.say(this.notes.has('shared') ? 'from a link' : this.edited ? 'edited' : '');
  }
}
