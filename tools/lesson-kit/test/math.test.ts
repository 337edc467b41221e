import { describe, expect, test } from 'vitest';
import { createMarkdown } from '../src/markdown.ts';

const html = (text: string) => createMarkdown().render(text).trim();

describe('math in Markdown', () => {
  test('keeps TeX as it is written', () => {
    expect(html('Let $a_1 * b_2 * \\\\ < c$ be.')).toBe(
      '<p>Let <span class="math">a_1 * b_2 * \\\\ &lt; c</span> be.</p>',
    );
  });

  test('tells formulas on lines of their own from those in a line', () => {
    expect(html('$$\na_1\n+ b\n$$')).toBe('<div class="math">a_1\n+ b</div>');
    expect(html('$$a$$')).toBe('<div class="math">a</div>');
    expect(html('text\n$$\na\n$$\ntext')).toBe('<p>text</p>\n<div class="math">a</div>\n<p>text</p>');
    expect(html('so $$a$$ holds')).toBe('<p>so <span class="math display">a</span> holds</p>');
  });

  test.each(['It costs $5 and then $6.', 'a $ b $ c', 'between $5 and 6 $', 'half $x', 'escaped \\$x$', '`$x$`'])(
    'leaves the dollars of %j',
    (text) => {
      expect(html(text)).not.toContain('math');
    },
  );

  test('takes an escaped dollar into the formula', () => {
    expect(html('$5\\$$')).toBe('<p><span class="math">5\\$</span></p>');
  });
});
