import { type Browser, openBrowser } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chapters, exercisePath, lessonPath, lessons, samples } from './support/course.ts';
import { alive, inPage, read } from './support/reader.ts';
import { type Served, serveBuilt } from './support/served.ts';

describe.skipIf(lacks('chromium'))('on a phone', () => {
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

  const paths = [
    '',
    'exercises/',
    ...chapters.flatMap((chapter) => [`learn/${chapter}/`, `api/${chapter}/`]),
    'api/linalg/classes/NDArray',
    ...samples.map(({ exercise }) => exercisePath(exercise)),
    ...lessons.map(lessonPath),
  ];
  for (const width of [320, 390])
    test(`no page is wider than ${width} pixels`, async () => {
      const page = await read(browser, site, '', { viewport: { width, height: 800 } });
      const wide: unknown[] = [];
      for (const path of paths) {
        await page.goto(site.at(path));
        await alive(page);
        const found = await inPage(page, tooWide);
        if (found) wide.push({ path, ...found });
      }
      expect(wide).toEqual([]);
    });
});

/** Runs in the page: how wide it is, and what sticks out. */
function tooWide() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return undefined;
  const out = [...document.querySelectorAll('body *')].filter((one) => {
    for (let at = one.parentElement; at; at = at.parentElement)
      if (getComputedStyle(at).overflowX !== 'visible') return false; // it scrolls, or is cut, in a box of its own
    return one.getBoundingClientRect().right > clientWidth;
  });
  return { scrollWidth, out: out.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)) };
}
