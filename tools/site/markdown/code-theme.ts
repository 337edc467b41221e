/** Shiki's theme in the site's own colours: one markup for light and dark, and the same colours as in the editor. */
export const codeTheme = {
  name: 'zg',
  type: 'light' as const,
  colors: { 'editor.foreground': 'var(--zg-text)', 'editor.background': 'var(--zg-code-bg)' },
  settings: [
    color('text', ['source', 'text']),
    color('comment', ['comment', 'punctuation.definition.comment']),
    color('string', ['string', 'punctuation.definition.string', 'markup.inline.raw']),
    color('number', ['constant', 'support.constant', 'variable.language']),
    color('keyword', ['keyword', 'storage', 'keyword.operator.new', 'keyword.operator.expression']),
    color('text', [
      'keyword.operator',
      'variable',
      'punctuation',
      'storage.type.function.arrow',
      'meta.template.expression',
    ]),
    color('function', [
      'entity.name.function',
      'support.function',
      'support.type.property-name',
      'entity.other.attribute-name',
    ]),
    color('type', [
      'entity.name.type',
      'support.type',
      'support.class',
      'entity.name.class',
      'entity.other.inherited-class',
    ]),
    color('keyword', ['entity.name.tag', 'markup.heading']),
  ],
};

function color(token: string, scope: string[]): { scope: string[]; settings: { foreground: string } } {
  return { scope, settings: { foreground: `var(--zg-${token})` } };
}
