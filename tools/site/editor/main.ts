import { EditorView } from '@codemirror/view';
import { clearMark, mark } from './error-mark.ts';
import { extensions } from './extensions.ts';

/** What the editor tells, and what it is called. */
export interface EditorOptions {
  /** Its name for those who cannot see it, such as `Code of cell length`. */
  readonly label: string;
  /** Id of the element that says which keys do what. */
  readonly describedBy?: string;
  /** After each change, with the whole code. */
  readonly onChange?: (code: string) => void;
  /** Shift+Enter, Ctrl+Enter, Cmd+Enter. */
  readonly onRun?: () => void;
  /** Alt+Enter, Ctrl+Shift+Enter: run and go on. */
  readonly onRunNext?: () => void;
}

/** Where an error stands, from 1. */
export interface Mark {
  readonly line: number;
  readonly column?: number;
  readonly message: string;
}

/** An open editor. */
export interface Editor {
  getCode(): string;
  /** Replaces the code; the reader can undo it. */
  setCode(code: string): void;
  /** Marks a line as wrong until it is changed; null takes the mark away. */
  markError(error: Mark | null): void;
  /** Puts the caret before the character `offset`, or where it was. */
  focus(offset?: number): void;
  /** Puts the caret to a line and a column, from 1, and brings them into sight. */
  show(line: number, column?: number): void;
  destroy(): void;
}

/** Opens CodeMirror with TypeScript inside `parent`. Tab leaves it, as everywhere on a page. */
export function makeEditor(parent: HTMLElement, doc: string, options: EditorOptions): Editor {
  const view = new EditorView({ parent, doc, extensions: extensions(options) });
  return {
    getCode: () => view.state.doc.toString(),
    setCode(code) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: code } });
    },
    markError: (error) => view.dispatch(error ? mark(view.state, error) : clearMark(view.state)),
    focus(offset) {
      view.focus();
      if (offset !== undefined) view.dispatch({ selection: { anchor: Math.min(offset, view.state.doc.length) } });
    },
    show(line, column = 1) {
      const { from, to } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      view.focus();
      view.dispatch({ selection: { anchor: Math.min(from + column - 1, to) }, scrollIntoView: true });
    },
    destroy: () => view.destroy(),
  };
}
