// runs alone: it opens a page for every core
import { type Browser, openBrowser } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkExercise, expectPass } from './support/check-exercise.ts';
import { exercisePath, exercises } from './support/course.ts';
import type { ExerciseElement } from './support/elements.ts';
import { inTurn } from './support/pool.ts';
import { alive, expectQuiet, inPage, read } from './support/reader.ts';
import { type Served, serveBuilt } from './support/served.ts';

describe.skipIf(lacks('chromium')).concurrent('exercises in an isolated Chromium', () => {
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

  for (const exercise of exercises)
    test(`${exercisePath(exercise)}: the stub is to be written, a mistake is named, the solution passes`, () =>
      inTurn(async () => {
        const page = await read(browser, site, exercisePath(exercise));
        await checkExercise(page, exercise);
        expectQuiet(page, site);
        await page.close();
      }));

  test('code and progress are still there after the page was left', () =>
    inTurn(async () => {
      const [{ solution }, path] = [exercises[0]!, exercisePath(exercises[0]!)];
      const page = await read(browser, site, path);
      await expectPass(page, solution, path);
      await page.goto(site.at(path));
      await alive(page);
      const kept = await inPage(page, () => {
        const { code, state } = document.querySelector<ExerciseElement>('zg-exercise')!;
        return { code, state };
      });
      expect(kept).toEqual({ code: solution, state: 'passed' });
      await page.close();
    }));
});
