import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

// below the site's own folder, where `vue` can be found
const work = join(import.meta.dirname, '../.site');
mkdirSync(work, { recursive: true });
const root = mkdtempSync(join(work, 'tiny-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

/** Builds the site of a lesson with this body. Its front matter takes five lines. */
function build(body: string): { status: number | null; said: string } {
  write('chapter/package.json', '{ "name": "@zero-to-gpt/linalg", "version": "1.0.0", "exports": {} }');
  write('chapter/lesson/01-one.md', `---\nchapter: linalg\ntitle: One\norder: 1\n---\n# One\n\n${body}\n`);
  const program = join(import.meta.dirname, 'pages/tiny-site.ts');
  const args = ['--conditions=@zero-to-gpt/source', program, root];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

describe('a build by VitePress', () => {
  test('ships code, formulas and outputs as HTML that needs no JavaScript, and not a second time', () => {
    const { status, said } = build(
      'Let $x^2$ be {{ x }}.\n\n```ts run id=a\nconst a = [1, 2];\na\n```\n\n```output\n[ 1, 2 ]\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n$$\n\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}\n$$\n',
    );
    expect(status, said).toBe(0);
    const html = readFileSync(join(root, 'dist/learn/linalg/01-one.html'), 'utf8');
    expect(html).toMatch(
      /<zg-cell id="cell-a" data-cell="a" data-line="10" data-lesson="linalg\/01-one"><div class="zg-code">/,
    );
    expect(html).toContain('<pre class="zg-text">[ 1, 2 ]</pre>');
    expect(html).toContain('<annotation encoding="application/x-tex">x^2</annotation>');
    expect(html).toContain('be {{ x }}.');
    expect(html).not.toContain('v-pre');
    const lean = /assets\/learn_linalg_01-one\.md\.[^"]*\.lean\.js/.exec(html)?.[0] ?? '';
    expect(readFileSync(join(root, 'dist', lean), 'utf8')).not.toContain('const a');
    expect(html).not.toMatch(/https?:\/\/(?!github\.com|www\.npmjs\.com|www\.w3\.org)/); // nothing to load elsewhere
  });

  test.each([
    ['a link to a lesson that is not there', '[next](02-two.md)', 'lesson/01-one.md:8: found a link to 02-two.md'],
    [
      'a link to a heading that is not there',
      '[up](#two)',
      'lesson/01-one.md:8: found a link to #two, and /learn/linalg/01-one has no such heading',
    ],
    ['an unknown piece', '```widget none\n```', 'lesson/01-one.md:8: found the widget none'],
    ['a formula that KaTeX refuses', 'Text\n$\\frac{1}$', 'lesson/01-one.md:9: KaTeX parse error'],
    ['a picture that is not there', '![x](pictures/x.png)', 'lesson/01-one.md:8: found the picture pictures/x.png'],
    ['an output without a cell', '```output\n1\n```', 'lesson/01-one.md:8: found an output block'],
  ])('fails on %s, with file and line', (_, body, message) => {
    const { status, said } = build(body);
    expect(status).not.toBe(0);
    expect(said).toContain(`packages/linalg/${message}`);
  });

  test('leaves no rest of itself behind', () => {
    expect(existsSync(join(root, '.vitepress/.temp'))).toBe(false);
  });
});
