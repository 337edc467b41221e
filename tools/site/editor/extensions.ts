import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { diagnosticCount, lintGutter } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap } from '@codemirror/view';
import { colours } from './colours.ts';
import { clearMark } from './error-mark.ts';
import type { EditorOptions } from './main.ts';
import { theme } from './theme.ts';

/** All that the editor is made of. */
export function extensions({ label, describedBy, onChange, onRun, onRunNext }: EditorOptions): Extension[] {
  const key = (name: string, act?: () => void) => (act ? [{ key: name, preventDefault: true, run: done(act) }] : []);
  return [
    Prec.highest(
      keymap.of([
        ...key('Ctrl-Shift-Enter', onRunNext),
        ...key('Mod-Shift-Enter', onRunNext),
        ...key('Alt-Enter', onRunNext),
        ...key('Shift-Enter', onRun),
        ...key('Ctrl-Enter', onRun),
        ...key('Mod-Enter', onRun),
      ]),
    ),
    javascript({ typescript: true }),
    syntaxHighlighting(colours),
    theme,
    history(),
    drawSelection(),
    highlightSpecialChars(),
    bracketMatching(),
    closeBrackets(),
    indentOnInput(),
    highlightSelectionMatches({ minSelectionLength: 2 }),
    search({ top: true }),
    lintGutter(),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap]),
    EditorState.tabSize.of(2),
    EditorView.contentAttributes.of({
      'aria-label': label,
      ...(describedBy && { 'aria-describedby': describedBy }),
      autocapitalize: 'off',
      autocorrect: 'off',
      spellcheck: 'false',
    }),
    EditorView.updateListener.of(({ docChanged, state, view }) => {
      if (!docChanged) return;
      if (diagnosticCount(state) > 0) queueMicrotask(() => view.dispatch(clearMark(view.state))); // it speaks of old code
      onChange?.(state.doc.toString());
    }),
  ];
}

function done(act: () => void): () => boolean {
  return () => {
    act();
    return true;
  };
}
