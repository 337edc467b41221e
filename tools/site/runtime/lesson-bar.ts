import { announce } from './announce.ts';
import { badge } from './badge.ts';
import { button } from './button.ts';
import { manifest, siteBase } from './manifest.ts';
import { notice } from './notice.ts';
import { onHost, PageSession } from './page-session.ts';

/** `<zg-lesson>`: what can be done with all cells of the page, and what they run on. */
export class LessonElement extends HTMLElement {
  #built = false;
  #forget: (() => void) | undefined;

  connectedCallback(): void {
    if (this.#built) return;
    this.#built = true;
    const mark = badge();
    this.append(
      button('run-all', 'Run all', 'Run all cells', () => void this.runAll()),
      button('restart', 'Restart', 'Restart: forget all variables', () => void this.restart()),
      button('notebook', 'Open as notebook', 'Open as notebook: download it', () => void this.#save()),
      mark.element,
    );
    this.#forget = onHost(mark.tell);
  }

  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (!this.isConnected) this.#forget?.();
    });
  }

  get lesson(): string {
    return this.dataset.lesson ?? '';
  }

  /** Runs all cells from the top. */
  async runAll(): Promise<{ readonly ok: boolean }> {
    try {
      const result = await (await PageSession.of(this.lesson).session()).runAll();
      if (result.error?.name === 'Blocked') notice(`Not all cells have run. ${result.error.message}.`);
      return result;
    } catch (error) {
      notice(`What runs cells could not be loaded: ${String(error)}`);
      return { ok: false };
    }
  }

  /** Ends the worker and its variables. The next run makes a new one. */
  async restart(): Promise<void> {
    await PageSession.of(this.lesson).restart();
    announce('All variables are forgotten.');
  }

  /** The lesson's notebook with the reader's code in it, as JSON. */
  async notebook(): Promise<string> {
    const path = `${siteBase()}notebooks/${this.lesson}.ipynb`;
    const [answer, { withEdits }] = await Promise.all([fetch(path), import('./notebook.ts')]);
    if (!answer.ok) throw new Error(`Cannot load ${path}: found status ${answer.status}, wanted 200`);
    const text = await answer.text();
    const edited = PageSession.of(this.lesson).cells.filter((cell) => cell.edited);
    if (edited.length === 0) return text;
    const { versions } = await manifest();
    const ranges = Object.fromEntries(Object.entries(versions).map(([name, version]) => [name, `^${version}`]));
    return `${JSON.stringify(withEdits(JSON.parse(text), edited, ranges), null, 1)}\n`; // by our own build
  }

  async #save(): Promise<void> {
    try {
      const [text, { saveFile }] = await Promise.all([this.notebook(), import('./save-file.ts')]);
      saveFile(`${this.lesson.split('/').at(-1)}.ipynb`, text, 'application/x-ipynb+json');
    } catch (error) {
      notice(`The notebook could not be made: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
