import type { TransformContext } from 'vitepress';
import { describe, expect, test } from 'vitest';
import { head } from '../../vitepress/head.ts';
import { notFound } from '../../vitepress/not-found.ts';

const context = (hostname?: string): TransformContext => {
  const known = {
    page: 'learn/linalg/01-vectors.md',
    title: 'A "day" | zero-to-gpt',
    description: 'It "is".',
    siteData: { base: '/x/', title: 'zero-to-gpt' },
    siteConfig: { sitemap: hostname === undefined ? undefined : { hostname } },
  };
  return known as unknown as TransformContext; // all that head() reads of it
};

describe('head()', () => {
  test('describes the page to those who show a link to it', () => {
    expect(head(context())).toEqual(
      expect.arrayContaining([
        ['meta', { name: 'description', content: 'It "is".' }],
        ['meta', { property: 'og:title', content: 'A "day" | zero-to-gpt' }],
        ['link', { rel: 'icon', href: '/x/favicon.svg', type: 'image/svg+xml' }],
      ]),
    );
  });

  test('names the whole address where the host is known', () => {
    const url = ['meta', { property: 'og:url', content: 'https://a.org/x/learn/linalg/01-vectors' }];
    expect(head(context('https://a.org/x/'))).toContainEqual(url);
    expect(JSON.stringify(head(context()))).not.toContain('og:url');
  });

  test('loads the service worker from below the base, only into pages that are not isolated', () => {
    const [, , script] = head(context()).find(([tag]) => tag === 'script') ?? [];
    expect(script).toMatch(/^if \(self\.crossOriginIsolated === false.*'\/x\/coi-serviceworker\.js'/s);
  });
});

describe('notFound()', () => {
  const siteData = context().siteData;

  test('fills the page for wrong addresses for readers without scripts, and no other', () => {
    const html = '<body><div id="app"></div></body>';
    expect(notFound(html, { page: '404.md', siteData })).toMatch(/<noscript>.*<a href="\/x\/">.*<\/noscript><\/body>$/);
    expect(notFound(html, { page: 'index.md', siteData })).toBe(html);
  });
});
