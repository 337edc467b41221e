import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, openBrowser, type Site, serve } from '../index.ts';

const page = `<!doctype html><title>page</title><input autofocus>
<noscript>nothing runs</noscript><script>console.log('colour', matchMedia('(prefers-color-scheme: dark)').matches)</script>`;

for (const name of ['chromium', 'firefox'] as const)
  describe.skipIf(lacks(name))(`a page in ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'browsers-'));
    let site: Site;
    let browser: Browser;
    beforeAll(async () => {
      site = await serve({ '/': { body: page }, '/other': { body: 'other' } });
      browser = await openBrowser(name);
    });
    afterAll(async () => {
      await browser?.[Symbol.asyncDispose]();
      await site?.[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    });

    test('takes keys and text, and says what was asked for', async () => {
      const { type, press, evaluate, requests, goto, close } = await browser.visit(`${site.origin}/`);
      await evaluate('document.querySelector("input").focus()');
      await type('GPT');
      await press('Shift+Home');
      await type('ok');
      expect(await evaluate('document.querySelector("input").value')).toBe('ok');
      await goto(`${site.origin}/other`);
      expect(requests.filter((url) => !url.endsWith('.ico'))).toEqual([`${site.origin}/`, `${site.origin}/other`]);
      await close();
    });

    test('has a size, a script before its own, and storage that no other page sees', async () => {
      const options = { viewport: { width: 390, height: 700 }, before: 'window.early = 42' };
      const { evaluate, screenshot, beside, close } = await browser.visit(`${site.origin}/`, options);
      expect(await evaluate('[innerWidth, window.early, localStorage.length]')).toEqual([390, 42, 0]);
      await evaluate('localStorage.setItem("seen", "here")');
      await screenshot(join(folder, 'page.png'));
      expect(readFileSync(join(folder, 'page.png')).readUInt32BE(16)).toBe(390); // the width in a PNG's head
      expect(await (await beside(`${site.origin}/other`)).evaluate('localStorage.getItem("seen")')).toBe('here');
      await close();
      const other = await browser.visit(`${site.origin}/`);
      expect(await other.evaluate('localStorage.length')).toBe(0);
      await other.close();
    });
  });

describe.skipIf(lacks('chromium'))('a page in chromium alone', () => {
  test('can be dark, or without its scripts; its workers and they are in the list of requests', async () => {
    await using site = await serve({
      '/': { body: page },
      '/other': { body: '1' },
      '/worker.js': { body: 'fetch("/other").then(() => postMessage(1))' },
    });
    await using browser = await openBrowser('chromium', { serviceWorkers: false });
    const dark = await browser.visit(`${site.origin}/`, { colorScheme: 'dark' });
    expect(dark.console).toEqual(['log: colour true']);
    await dark.evaluate('new Promise((done) => { new Worker("/worker.js").onmessage = () => done(); })');
    expect(dark.requests).toContain(`${site.origin}/other`);
    const still = await browser.visit(`${site.origin}/`, { javaScript: false });
    expect(still.console).toEqual([]);
    expect(await still.evaluate('document.querySelector("noscript").innerText')).toBe('nothing runs');
  });
});

describe.skipIf(lacks('firefox'))('a page in firefox alone', () => {
  test('refuses what it cannot be', async () => {
    await using browser = await openBrowser('firefox');
    await expect(browser.visit('about:blank', { colorScheme: 'dark' })).rejects.toThrow('wanted Chromium');
  });
});
