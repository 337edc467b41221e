import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import type { EditorState, TransactionSpec } from '@codemirror/state';
import type { Mark } from './main.ts';

/** Underlines the line of an error, or its rest from the error's column, with a sign in the gutter. */
export function mark(state: EditorState, { line, column = 1, message }: Mark): TransactionSpec {
  const { from, to, text } = state.doc.line(Math.min(Math.max(Math.trunc(line), 1), state.doc.lines));
  const indent = text.length - text.trimStart().length;
  const start = Math.min(from + Math.max(column - 1, indent), Math.max(from, to - 1));
  const found: Diagnostic = { from: start, to, severity: 'error', message };
  return setDiagnostics(state, [found]);
}

/** Takes the mark away. */
export function clearMark(state: EditorState): TransactionSpec {
  return setDiagnostics(state, []);
}
