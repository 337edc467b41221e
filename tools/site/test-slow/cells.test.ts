import { type Browser, openBrowser } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { lessonPath, lessons } from './support/course.ts';
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
    test(`${lessonPath(lesson)} prints what its page promises`, () =>
      inTurn(async () => {
        const page = await read(browser, site, lessonPath(lesson));
        await runLesson(page, lesson);
        expectQuiet(page, site);
        await page.close();
      }));
});
