const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML, within elements and within attributes in double quotes. */
export function escapeHTML(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}

/** ` name="value"` for each; `true` stands without a value, `false` and `undefined` not at all. */
export function attributes(values: Readonly<Record<string, string | number | boolean | undefined>>): string {
  return Object.entries(values)
    .map(([name, value]) => {
      if (value === undefined || value === false) return '';
      return value === true ? ` ${name}` : ` ${name}="${escapeHTML(String(value))}"`;
    })
    .join('');
}
