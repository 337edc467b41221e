import { button } from './button.ts';

/** A word on a button, and what it does. */
export type NoteAction = readonly [word: string, act: () => void];

/** What the page has to say about a cell, between its code and its output. Each note has a key and is there once. */
export class CellNotes {
  readonly element: HTMLElement = Object.assign(document.createElement('div'), { className: 'zg-notes' });
  readonly #notes = new Map<string, HTMLElement>();

  show(key: string, content: string | Node, actions: readonly NoteAction[] = []): void {
    const note = Object.assign(document.createElement('div'), { className: `zg-note zg-note-${key}` });
    if (typeof content === 'string') note.append(Object.assign(document.createElement('p'), { textContent: content }));
    else note.append(content);
    for (const [word, act] of actions) note.append(button(key, word, word, act));
    this.hide(key);
    this.#notes.set(key, note);
    this.element.append(note);
  }

  hide(...keys: readonly string[]): void {
    for (const key of keys) {
      this.#notes.get(key)?.remove();
      this.#notes.delete(key);
    }
  }

  has(key: string): boolean {
    return this.#notes.has(key);
  }
}
