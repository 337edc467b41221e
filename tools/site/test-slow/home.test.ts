import { type Browser, openBrowser } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chapters, lessonPath, lessons } from './support/course.ts';
import type { DemoElement } from './support/elements.ts';
import { expectQuiet, inPage, read, until } from './support/reader.ts';
import { base, type Served, serveBuilt } from './support/served.ts';

describe.skipIf(lacks('chromium'))('home', () => {
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

  test('leads to every chapter that is taught, and on to its first lesson', async () => {
    const page = await read(browser, site, '');
    const links = await inPage(page, () =>
      [...document.querySelectorAll('main a')].map((a) => a.getAttribute('href')!),
    );
    for (const chapter of chapters)
      expect(
        links.some((href) => href.startsWith(`${base}learn/${chapter}/`)),
        chapter,
      ).toBe(true);
    await page.goto(site.at(`learn/${chapters[0]}/`));
    const next = await inPage(page, () => [...document.querySelectorAll('main a')].map((a) => a.getAttribute('href')!));
    expect(next.some((href) => href.startsWith(`${base}${lessonPath(lessons[0]!)}`))).toBe(true);
    expectQuiet(page, site);
    await page.close();
  });

  test('trains a model before the reader’s eyes, from the click to a loss below the baseline', async () => {
    const page = await read(browser, site, '');
    await until(page, () => document.querySelector('zg-demo button:not(:disabled)'));
    const shown = await inPage(page, () => document.querySelector('zg-demo')!.textContent);
    await page.evaluate("document.querySelector('zg-demo button').click()");
    await until(page, (was) => document.querySelector('zg-demo')!.textContent !== was, shown);
    const { loss, baseline } = await inPage(page, () => document.querySelector<DemoElement>('zg-demo')!.run());
    expect(loss).toBeGreaterThan(0);
    expect(loss).toBeLessThan(baseline);
    expectQuiet(page, site);
    await page.close();
  });

  test('a page reached by a link comes alive like one that was loaded', async () => {
    const page = await read(browser, site, `learn/${chapters[0]}/`);
    await inPage(
      page,
      (start) => document.querySelector<HTMLElement>(`main a[href^="${start}"]`)!.click(),
      `${base}${lessonPath(lessons[0]!)}`,
    );
    await until(page, () => document.querySelector('zg-cell [data-action="run"]'));
    const ran = await inPage(
      page,
      async () =>
        (await document.querySelector<HTMLElement & { run(): Promise<{ ok: boolean }> }>('zg-cell')!.run()).ok,
    );
    expect(ran).toBe(true);
    expectQuiet(page, site);
    await page.close();
  });
});
