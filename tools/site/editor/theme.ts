import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** Looks like the static code that the editor stands in for: same font, lines and left edge, so that nothing jumps. */
export const theme: Extension = EditorView.theme({
  '&': { color: 'var(--zg-text)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' }, // the cell shows the focus
  '.cm-scroller': {
    fontFamily: 'var(--zg-mono)',
    fontSize: 'var(--zg-code-size)',
    lineHeight: 'var(--zg-code-leading)',
  },
  '.cm-content': { padding: 'var(--zg-code-pad-y, 0.75rem) 0', caretColor: 'var(--zg-text)' },
  '.cm-line': { padding: '0 var(--zg-code-pad-x, 1.25rem) 0 0' },
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none', color: 'var(--zg-muted)' },
  '.cm-gutter-lint': { width: 'var(--zg-code-pad-x, 1.25rem)' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0.2em' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--zg-text)' },
  '.cm-selectionBackground': { backgroundColor: 'var(--zg-border) !important' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--zg-accent) 30%, transparent) !important',
  },
  '.cm-selectionMatch, .cm-searchMatch': { backgroundColor: 'var(--zg-warm-soft)' },
  '.cm-searchMatch-selected': { outline: '1px solid var(--zg-warm)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--zg-accent-soft)',
    outline: '1px solid var(--zg-border)',
  },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--zg-bad-soft)' },
  '.cm-panels': { backgroundColor: 'var(--zg-bg-soft)', color: 'var(--zg-text)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--zg-border)' },
  '.cm-panel.cm-search label': { fontSize: '0.8125rem' },
  '.cm-panel input, .cm-panel button': {
    color: 'var(--zg-text)',
    background: 'var(--zg-bg)',
    border: '1px solid var(--zg-border-strong)',
    borderRadius: 'var(--zg-radius)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--zg-bg-raised)',
    color: 'var(--zg-text)',
    border: '1px solid var(--zg-border)',
    fontFamily: 'var(--zg-sans)',
    fontSize: '0.875rem',
  },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--zg-bad)' },
});
