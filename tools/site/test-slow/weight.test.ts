import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, openBrowser } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lessonPath, lessons } from './support/course.ts';
import type { CellElement } from './support/elements.ts';
import { inPage, read } from './support/reader.ts';
import { base, out, type Served, serveBuilt } from './support/served.ts';

const limit = 150 * 1024;

describe.skipIf(lacks('chromium'))('the first load', () => {
  let site: Served;
  let browser: Browser;
  beforeAll(async () => {
    site = await serveBuilt();
    browser = await openBrowser('chromium');
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await site?.[Symbol.asyncDispose]();
  });

  /** Bytes of JavaScript, gzipped, that a list of requests brought. */
  function scripts(requests: readonly string[]): { bytes: number; paths: string[] } {
    const paths = [...new Set(requests)]
      .filter((url) => url.startsWith(site.origin))
      .map((url) => new URL(url).pathname.slice(base.length))
      .filter((path) => /\.m?js$/.test(path));
    const bytes = paths.map((path) => gzipSync(readFileSync(join(out, path)), { level: 9 }).length);
    return { bytes: bytes.reduce((sum, one) => sum + one, 0), paths };
  }

  test(`of every lesson is at most ${limit} bytes of JavaScript before the first click`, async () => {
    for (const lesson of lessons) {
      const page = await read(browser, site, lessonPath(lesson));
      await new Promise((done) => setTimeout(done, 500)); // for what it might fetch by itself, later
      const { bytes, paths } = scripts(page.requests);
      expect(bytes, `${lessonPath(lesson)}: ${paths.join(', ')}`).toBeLessThanOrEqual(limit);
      expect(bytes).toBeGreaterThan(0);
      await page.close();
    }
  });

  test('brings no editor, no worker and no engine until a cell is run', async () => {
    const page = await read(browser, site, lessonPath(lessons[0]!));
    const before = scripts(page.requests).paths.filter((path) => path.startsWith('zg/'));
    expect(before).toContain('zg/runtime.js');
    await inPage(page, async () => (await document.querySelector<CellElement>('zg-cell')!.run()).ok);
    const after = scripts(page.requests).paths.filter((path) => path.startsWith('zg/'));
    expect(after.length).toBeGreaterThan(before.length);
    expect(scripts(after.map((path) => site.at(path))).bytes).toBeGreaterThan(
      3 * scripts(before.map((path) => site.at(path))).bytes,
    );
    await page.close();
  });
});
