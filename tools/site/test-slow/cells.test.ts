// runs alone: it opens a page for every core
import { type Browser, openBrowser } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lessonPath, lessons } from './support/course.ts';
import { mostBytes, scriptsOf } from './support/first-load.ts';
import { inTurn } from './support/pool.ts';
import { expectQuiet, read } from './support/reader.ts';
import { runLesson } from './support/run-lesson.ts';
import { type Served, serveBuilt } from './support/served.ts';

describe.skipIf(lacks('chromium')).concurrent('cells in an isolated Chromium', () => {
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

  for (const lesson of lessons)
    test(`${lessonPath(lesson)} loads little and prints what it promises`, () =>
      inTurn(async () => {
        const page = await read(browser, site, lessonPath(lesson));
        await new Promise((done) => setTimeout(done, 300)); // for what it might fetch by itself, later
        const { bytes, paths } = scriptsOf(page, site);
        expect(bytes, paths.join(', ')).toBeLessThanOrEqual(mostBytes);
        expect(
          paths.filter((path) => /^zg\/(?!runtime|chunks)/.test(path)),
          'editor, worker, packages, pieces',
        ).toEqual([]);
        await runLesson(page, lesson);
        expectQuiet(page, site);
        await page.close();
      }));
});
