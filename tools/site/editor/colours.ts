import { HighlightStyle } from '@codemirror/language';
import { tags as t } from '@lezer/highlight';

/** The site's colours of code, as static code has them. */
export const colours: HighlightStyle = HighlightStyle.define([
  {
    tag: [t.keyword, t.operatorKeyword, t.modifier, t.controlKeyword, t.definitionKeyword, t.moduleKeyword],
    color: 'var(--zg-keyword)',
  },
  { tag: [t.string, t.special(t.string), t.regexp], color: 'var(--zg-string)' },
  { tag: [t.number, t.bool, t.null, t.atom, t.self], color: 'var(--zg-number)' },
  { tag: [t.comment], color: 'var(--zg-comment)' },
  { tag: [t.function(t.variableName), t.function(t.propertyName)], color: 'var(--zg-function)' },
  { tag: [t.typeName, t.className, t.namespace], color: 'var(--zg-type)' },
  { tag: t.invalid, color: 'var(--zg-bad)' },
]);
