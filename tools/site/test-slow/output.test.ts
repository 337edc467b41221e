import { fileURLToPath } from 'node:url';
import { bundle, openBrowser, serve } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

type Browser = Awaited<ReturnType<typeof openBrowser>>;
type Page = Awaited<ReturnType<Browser['visit']>>;

/** What cells show is a stranger's where the code came with a link: in real browsers, as parsers differ. */
describe.skipIf(lacks('chromium'))('render()', () => {
  let site: Awaited<ReturnType<typeof serve>>;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    site = await serve({
      '/': { body: '<!doctype html><html lang="en"><title>t</title><body></body><script src="/page.js"></script>' },
      '/page.js': { body: await bundle(fileURLToPath(new URL('pages/render.ts', import.meta.url))) },
    });
    browser = await openBrowser('chromium');
    page = await browser.visit(site.origin);
    await page.evaluate('globalThis.harmed = []');
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await site?.[Symbol.asyncDispose]();
  });
  /** Names of elements and attributes in the page that no cell may bring. */
  const names = `[...document.body.querySelectorAll('*')].flatMap((e) => [e.localName, ...e.getAttributeNames()])
    .filter((name) => !/^(div|p|table|tbody|details|summary|pre|class|title|open)$/.test(name))`;
  const show = (bundle: Record<string, string>) => page.evaluate(`show(${JSON.stringify(bundle)})`);

  test('a table comes through with its captions, scopes and spans', async () => {
    const html =
      '<table class="zg-array other"><caption>c</caption><tr><th scope="row" colspan="2">1</th><td>2</td></tr></table>';
    expect(await show({ 'text/html': html, 'text/plain': '' })).toBe(
      '<div class="zg-html"><table class="zg-array"><caption>c</caption><tbody><tr><th scope="row" colspan="2">1</th><td>2</td></tr></tbody></table></div>',
    );
  });

  test.for([
    '<script>harmed.push(1)</script>',
    '<img src=x onerror="harmed.push(1)">',
    '<svg onload="harmed.push(1)"><script>harmed.push(1)</script></svg>',
    '<p onmouseover="harmed.push(1)" style="position:fixed" id="app">p</p>',
    '<a href="javascript:harmed.push(1)">a</a>',
    '<iframe srcdoc="<script>parent.harmed.push(1)</script>"></iframe>',
    '<math><mtext><table><mglyph><style><img src=x onerror="harmed.push(1)"></style></mglyph></table></mtext></math>',
    '<form action="https://example.org"><input name="x"><button>b</button></form>',
    '<zg-cell data-cell="x"><div class="zg-code"><pre>1</pre></div></zg-cell>',
    '<template><img src=x onerror="harmed.push(1)"></template>',
    '<noscript><p title="</noscript><img src=x onerror=harmed.push(1)>"></noscript>',
    '<link rel=stylesheet href="https://example.org/x.css"><meta http-equiv=refresh content="0;url=https://example.org">',
    '<details ontoggle="harmed.push(1)" open><summary>s</summary></details>',
  ])('HTML harms nothing: %s', async (html) => {
    const requests = page.requests.length;
    await show({ 'text/html': html, 'text/plain': '' });
    expect(await page.evaluate(names)).toEqual([]);
    expect(await page.evaluate('harmed')).toEqual([]);
    expect(page.requests.slice(requests)).toEqual([]);
  });

  test('HTML of 5,000 elements in each other is cut', async () => {
    await show({ 'text/html': `${'<div>'.repeat(5000)}<img src=x onerror="harmed.push(1)">`, 'text/plain': '' });
    expect(await page.evaluate("document.querySelectorAll('div').length")).toBeLessThan(100);
    expect(await page.evaluate('harmed')).toEqual([]);
  });

  test('an SVG is shown as a picture with its title, and runs and fetches nothing', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" onload="harmed.push(1)"><title>Two arrows</title>' +
      '<script>harmed.push(1)</script><style>@import url("/leak.css"); body { display: none }</style>' +
      '<image href="/leak.png" width="1" height="1"/><rect width="9" height="9" fill="url(/leak.svg#a)"/></svg>';
    const requests = page.requests.length;
    expect(await show({ 'image/svg+xml': svg })).toBe('img alt=Two arrows 40x20');
    expect(await page.evaluate('harmed')).toEqual([]);
    expect(await page.evaluate('getComputedStyle(document.body).display')).toBe('block');
    expect(page.requests.slice(requests).filter((url) => String(url).includes('leak'))).toEqual([]);
  });

  test('an SVG without its names, or with a fault in it, is mended', async () => {
    expect(await show({ 'image/svg+xml': '<svg width="40" height="20"><rect width=9 height=9></svg>' })).toBe(
      'img alt=Picture drawn by this cell 40x20',
    );
  });

  test('what is no picture is shown as text', async () => {
    const text = { 'text/plain': 'words' };
    const shown = '<pre class="zg-text">words</pre>';
    expect(await show({ 'image/svg+xml': '<p>no', ...text })).toBe(shown);
    expect(await show({ 'image/png': '"><script>', ...text })).toBe(shown);
    expect(await show({ 'text/plain': '<b>&amp;' })).toBe('<pre class="zg-text">&lt;b&gt;&amp;amp;</pre>');
  });

  test('a PNG is shown', async () => {
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=';
    expect(await show({ 'image/png': `${png}\n` })).toBe('img alt=Picture drawn by this cell 1x1');
  });
});
