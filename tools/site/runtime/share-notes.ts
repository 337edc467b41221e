import type { CellNotes } from './cell-notes.ts';

/** What a reader can do with code that came with a link. */
export interface SharedActions {
  keep(): void;
  lesson(): void;
  /** Where the reader had changed the cell before. */
  own?(): void;
}

/** Says whose code this is. */
export function sharedNote(notes: CellNotes, { keep, lesson, own }: SharedActions): void {
  notes.show('shared', 'This code came with the link. Read it before you run it.', [
    ['Keep it as mine', keep],
    ...(own ? [['Use my code again', own] as const] : []),
    ['Use the lesson’s code again', lesson],
  ]);
}

/** Shows a link that could not be put into the clipboard, marked to be copied by hand. */
export function linkNote(notes: CellNotes, link: string, title: string): void {
  const field = Object.assign(document.createElement('input'), { value: link, readOnly: true, className: 'zg-link' });
  field.setAttribute('aria-label', `Link to ${title} with its code`);
  notes.show('link', field, [['Close', () => notes.hide('link')]]);
  field.select();
}
