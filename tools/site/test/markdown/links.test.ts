import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { brokenLinks } from '../../markdown/broken-links.ts';
import { githubSlug } from '../../markdown/github-slug.ts';
import { pagePath } from '../../markdown/page-links.ts';
import { siteLink } from '../../markdown/site-link.ts';
import { CourseFixture } from './course-fixture.ts';

const fixture = new CourseFixture();
afterAll(() => fixture[Symbol.dispose]());
mkdirSync(join(fixture.root, 'packages/tiny/src'), { recursive: true });
writeFileSync(join(fixture.root, 'packages/tiny/src/add.ts'), '');

describe('siteLink()', () => {
  const from = 'packages/tiny/lesson/01-sums.md';
  const github = 'https://github.com/zero-to-gpt/zero-to-gpt';

  test.each([
    ['02-more.md#two', '/learn/tiny/02-more#two'],
    ['../../tiny/lesson/02-more.md', '/learn/tiny/02-more'],
    ['../exercises/add/exercise.md', '/exercises/tiny/add'],
    ['../exercises/add/', '/exercises/tiny/add'],
    ['../exercises', '/learn/tiny/#exercises'],
    ['../README.md', '/api/tiny/'],
    ['..', '/learn/tiny/'],
    ['../src/add.ts', `${github}/blob/main/packages/tiny/src/add.ts`],
    ['../src', `${github}/tree/main/packages/tiny/src`],
    ['https://example.org/x.md', 'https://example.org/x.md'],
    ['#here', '#here'],
    ['/exercises/', '/exercises/'],
  ])('maps %s to %s', (href, target) => {
    expect(siteLink(href, { from, course: fixture.course })).toBe(target);
  });

  test.each(['09-none.md', '../exercises/none/exercise.md', '../../../../outside.md', '../../other/README.md'])(
    'refuses %s',
    (href) => {
      expect(() => siteLink(href, { from, course: fixture.course })).toThrow(
        `found a link to ${href}, which is not there`,
      );
    },
  );
});

describe('brokenLinks()', () => {
  const check = (pages: Record<string, string>, files: string[] = []) => {
    using own = new CourseFixture();
    for (const [path, text] of Object.entries(pages)) own.page(path, text);
    return brokenLinks(own.register, (path) => files.includes(path));
  };

  test('is content with pages, headings, cells, HTML ids and static files', () => {
    const text =
      '---\n{"title":"A"}\n---\n# Two words\n\n<a id="own"></a>\n\n[a](#two-words) [b](#own) [c](b.md) [d](./b#x) [e](/a/) [f](/n/l.ipynb)\n';
    expect(check({ 'a/index.md': text, 'a/b.md': '## X\n[up](./) [up](index.md)' }, ['/n/l.ipynb'])).toEqual([]);
  });

  test('names file and line of a link to a page that is not there', () => {
    expect(check({ 'a/index.md': '---\n{"title":"A"}\n---\n# A\n\nText\n[x](./c)\n' })).toEqual([
      '.site/pages/a/index.md:7: found a link to ./c, and there is no such page',
    ]);
  });

  test('names the headings that are near the one that is not there', () => {
    expect(check({ 'a.md': '# Sums\n\n| a |\n|---|\n| [x](#summs) |\n' })).toEqual([
      '.site/pages/a.md:5: found a link to #summs, and /a has no such heading; the page has #sums',
    ]);
  });

  test('looks at links that are written as HTML', () => {
    expect(check({ 'a.md': '<p><a class="b" href="/none">x</a></p>\n' })).toHaveLength(1);
  });

  test('knows headings by the names that they ask for, also where two ask for the same', () => {
    const text = '# Same\n\n## Same {#same}\n\n## Other {#same}\n\n[a](#same) [b](#same-1) [c](#same-2) [d](#same-3)\n';
    expect(check({ 'a.md': text })).toEqual([expect.stringContaining('found a link to #same-3')]);
  });
});

describe('pageLinks()', () => {
  test('marks links to exercises', () => {
    const html = fixture.page('learn/tiny/index.md', '# T\n\n- [Adding](/exercises/tiny/add)\n- [All](/exercises/)\n');
    expect(html).toContain('<a href="/base/exercises/tiny/add" data-exercise="tiny/add">');
    expect(html).toContain('<a href="/base/exercises/">');
  });
});

describe('githubSlug()', () => {
  test.each([
    ["What's next, 2 × 2?", 'whats-next-2--2'],
    ['1. First_of all', '1-first_of-all'],
    ['Größe', 'größe'],
  ])('of %j is %s', (heading, slug) => {
    expect(githubSlug(heading)).toBe(slug);
  });
});

describe('pagePath()', () => {
  test.each([
    ['index.md', '/'],
    ['learn/linalg/index.md', '/learn/linalg/'],
    ['learn/linalg/01-vectors.md', '/learn/linalg/01-vectors'],
  ])('of %s is %s', (file, path) => {
    expect(pagePath(file)).toBe(path);
  });
});
