import { afterAll, describe, expect, test } from 'vitest';
import { CourseFixture } from './course-fixture.ts';

const fixture = new CourseFixture();
afterAll(() => fixture[Symbol.dispose]());

const cell = '```ts run id=sum\nconst a = 1 < 2;\n```\n';

describe('a lesson as a page', () => {
  test('has the cell with its code, place and promised output', () => {
    expect(fixture.lesson(`# Sums\n\n${cell}\n\`\`\`output\na < b\n\`\`\`\n`)).toContain(
      '<zg-cell v-pre id="cell-sum" data-cell="sum" data-line="8" data-lesson="tiny/01-sums">' +
        '<div class="zg-code"><pre class="shiki"><code>const a = 1 &lt; 2;</code></pre></div>' +
        '<div class="zg-output"><pre class="zg-text">a &lt; b</pre></div></zg-cell>',
    );
  });

  test('tells the flags of a cell', () => {
    const html = fixture.lesson('```ts run throws volatile browser timeout=30000\n1\n```\n\n```ts no-run\n2\n```\n');
    expect(html).toContain(
      'data-cell="cell-1" data-line="6" data-lesson="tiny/01-sums" data-throws data-volatile data-browser data-timeout="30000"',
    );
    expect(html).toContain('data-cell="cell-2" data-line="10" data-lesson="tiny/01-sums" data-no-run');
  });

  test('shows the picture of a cell in its cell, with its size', () => {
    const html = fixture.lesson('```ts run id=plot\n1\n```\n\n![A "hill"](pictures/01-sums-plot.svg)\n\nAfter it.\n');
    expect(html).toContain(
      '<div class="zg-output"><img class="zg-picture" src="./pictures/01-sums-plot.svg" alt="A &quot;hill&quot;" width="640" height="400.5" loading="lazy" decoding="async"></div></zg-cell>',
    );
    expect(html.match(/<img/g)).toHaveLength(1);
    expect(html).toContain('<p>After it.</p>');
  });

  test('gives long lines of output to the keyboard', () => {
    expect(fixture.lesson(`${cell}\n\`\`\`output\n${'x'.repeat(60)}\n\`\`\`\n`)).toContain(
      '<pre class="zg-text" tabindex="0">xxx',
    );
  });

  test('leaves examples that are no cells to VitePress', () => {
    expect(fixture.lesson('```ts\nconst b = 2;\n```\n')).toContain(
      '<pre class="shiki" v-pre=""><code>const b = 2;</code></pre>\n',
    );
  });

  test('keeps mustaches from Vue, in text and in code', () => {
    const html = fixture.lesson('# A {{ b }}\n\nText {{ c }} and `{{ d }}` &copy; `&copy;`.\n');
    expect(html).not.toContain('{{');
    expect(html).toContain('<code>&#123;&#123; d }}</code> © <code>&amp;copy;</code>.');
  });

  test('is read for the search index without code, output and hints', () => {
    const html = fixture.lesson(`Prose.\n\n${cell}\n\`\`\`ts\nplain\n\`\`\`\n\n\`\`\`exercise\nadd\n\`\`\`\n`, {
      search: true,
    });
    expect(html).toContain('Prose.');
    expect(html).toContain('Write <code>add</code>');
    for (const secret of ['const a', 'plain', 'the sum', 'return', 'That is all']) expect(html).not.toContain(secret);
  });
});

test('the reference is read for the search index by its names and what they are, alone', () => {
  const text =
    '# add()\n\nDefined in [x](y)\n\nAdds *two*.\n\nMore.\n\n## Parameters\n\n| a |\n|---|\n| b |\n\n#### Returns\n\nA sum.\n';
  const html = fixture.page('api/tiny/index.md', text, { search: true });
  expect(html).toBe('<h1 id="add">add()</h1>\n<p>Adds <em>two</em>.</p>\n<h2 id="parameters">Parameters</h2>\n');
});

test('a lesson has the bar for all its cells below its title', () => {
  expect(fixture.lesson('# Sums\n\nText\n')).toContain(
    '</h1>\n<zg-lesson v-pre data-lesson="tiny/01-sums"></zg-lesson>\n<p>Text</p>',
  );
});

describe('an interactive piece', () => {
  test('is an element with its options and a sentence for readers without it', () => {
    expect(fixture.lesson('```widget plane\n{ "matrix": [["a\\"b"]] }\n```\n')).toContain(
      '<zg-plane v-pre class="zg-widget" data-options="{&quot;matrix&quot;:[[&quot;a\\&quot;b&quot;]]}"><p class="zg-static">A plane &amp; its map.</p></zg-plane>',
    );
  });

  test.each([
    ['an unknown name', 'widget plan', 'packages/tiny/lesson/01-sums.md:8: found the widget plan, wanted one of plane'],
    ['unknown options', 'widget plane', 'packages/tiny/lesson/01-sums.md:8: option matrix is missing'],
  ])('with %s ends the build', (_, info, message) => {
    expect(() => fixture.lesson(`# Sums\n\n\`\`\`${info}\n\`\`\`\n`)).toThrow(`Cannot build ${message}`);
  });
});

describe('what ends the build, with file and line', () => {
  test.each([
    [
      'a formula that KaTeX refuses',
      'Text\nand $x_$ more',
      /^Cannot build packages\/tiny\/lesson\/01-sums\.md:7: KaTeX parse error/,
    ],
    ['a formula that KaTeX only warns of', '$$\na é\n$$', /01-sums\.md:6: .*\[unicodeTextInMathMode\]/],
    [
      'an output without a cell',
      '```output\n1\n```',
      /^Cannot read packages\/tiny\/lesson\/01-sums\.md:6: found an output block, wanted the cell/,
    ],
    ['an exercise that is not there', '```exercise\nsub\n```', /^Cannot build .*01-sums\.md:6: found the exercise sub/],
    [
      'a picture that is not there',
      'One\n\nTwo\n![x](pictures/x.svg)',
      /^Cannot build .*01-sums\.md:9: found the picture pictures\/x\.svg, which is not there/,
    ],
    [
      'a link to a file that is not there',
      'See\n[it](../README.markdown)',
      /^Cannot build .*01-sums\.md:7: found a link to \.\.\/README\.markdown, which is not there/,
    ],
    [
      'a link to a lesson that is not there',
      '[it](03-even-more.md)',
      /01-sums\.md:6: found a link to 03-even-more\.md/,
    ],
  ])('%s', (_, body, message) => {
    expect(() => fixture.lesson(`${body}\n`)).toThrow(message);
  });

  test('a formula in a hint, with the line in exercise.md', () => {
    using broken = new CourseFixture();
    const file = 'packages/tiny/exercises/add/exercise.md';
    broken.write(
      file,
      '---\nid: add\nchapter: tiny\ntitle: t\nminutes: 1\norder: 1\n---\nText\n\n## Hint\nOne\n\n## Hint\nTwo\n$\\frac$\n\n## After\nx\n',
    );
    expect(() => broken.lesson('```exercise\nadd\n```\n')).toThrow(`Cannot build ${file}:15: KaTeX parse error`);
  });
});
