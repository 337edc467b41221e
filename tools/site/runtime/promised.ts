import { trimLines } from './trim-lines.ts';

/** What the page says that a cell shows. */
export class Promised {
  readonly host: HTMLElement;
  /** As an `output` block of the lesson holds it. */
  readonly text: string;
  /** Says what is to be seen in the picture, where there is one. */
  readonly alt: string | undefined;
  readonly #nodes: readonly Node[];

  constructor(host: HTMLElement) {
    this.host = host;
    this.text = trimLines(host.querySelector('pre')?.textContent ?? '');
    this.alt = host.querySelector('img')?.alt;
    this.#nodes = [...host.childNodes];
  }

  /** Shows it again. */
  restore(): void {
    this.host.replaceChildren(...this.#nodes);
    delete this.host.dataset.from;
  }

  /** Says that a cell showed something else, and what the page says. `changed`: a cell above it was edited. */
  difference(changed: boolean): HTMLElement {
    const box = Object.assign(document.createElement('details'), { className: 'zg-difference' });
    const summary = document.createElement('summary');
    summary.textContent = `The page shows something else${changed ? ' (a cell above is edited)' : ''}`;
    const said = Object.assign(document.createElement('pre'), {
      className: 'zg-text',
      textContent: this.text || '(nothing)',
    });
    box.append(summary, said);
    return box;
  }
}
