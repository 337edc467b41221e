import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, openBrowser, type Page } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import type { AxeResults, RunOptions } from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exercisePath, lessonPath, samples } from './support/course.ts';
import type { CellElement, ExerciseElement } from './support/elements.ts';
import { inPage, read } from './support/reader.ts';
import { type Served, serveBuilt } from './support/served.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const [{ lesson, exercise }] = samples as [(typeof samples)[number]]; // there is a first chapter

/** What is looked at, and what is done in the page before. */
const pages: readonly {
  readonly what: string;
  readonly path: string;
  readonly act?: (page: Page) => Promise<unknown>;
}[] = [
  { what: 'home', path: '' },
  { what: 'the overview of a chapter', path: `learn/${lesson.chapter}/` },
  { what: 'a lesson', path: lessonPath(lesson) },
  { what: 'a lesson whose cells have run', path: lessonPath(lesson), act: runAll },
  { what: 'a lesson with a cell that fails, in its editor', path: lessonPath(lesson), act: fail },
  { what: 'an exercise', path: exercisePath(exercise) },
  { what: 'an exercise that fails', path: exercisePath(exercise), act: (page) => checkCode(page, null) },
  { what: 'an exercise that passes', path: exercisePath(exercise), act: (page) => checkCode(page, exercise.solution) },
  { what: 'the progress page', path: 'exercises/' },
  { what: 'the reference', path: `api/${lesson.chapter}/classes/Random` },
];

describe.skipIf(lacks('chromium'))('axe finds nothing serious', () => {
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

  for (const { what, path, act } of pages)
    test(`on ${what}, light and dark`, async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await read(browser, site, path, { colorScheme, reducedMotion: true });
        expect(await inPage(page, () => document.documentElement.classList.contains('dark'))).toBe(
          colorScheme === 'dark',
        );
        await act?.(page);
        await page.evaluate(axe);
        expect(await inPage(page, look, colorScheme === 'dark'), colorScheme).toEqual([]);
        await page.close();
      }
    });
});

/** Runs in the page: what axe takes for serious, one line each. Dark pages differ in their colours alone. */
async function look(dark: boolean): Promise<string[]> {
  const run = (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run; // put there by us
  const { violations } = await run({ resultTypes: ['violations'], ...(dark && { runOnly: ['color-contrast'] }) });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 300)} ${failureSummary}`),
    );
}

function runAll(page: Page): Promise<void> {
  return inPage(page, async () => {
    for (const cell of document.querySelectorAll<CellElement>('zg-cell:not([data-no-run])')) await cell.run();
  });
}

function fail(page: Page): Promise<void> {
  return inPage(page, async () => {
    const cell = document.querySelector<CellElement>('zg-cell')!; // lessons have cells
    cell.querySelector<HTMLElement>('.zg-code pre')!.click();
    while (!cell.querySelector('.cm-editor')) await new Promise((done) => setTimeout(done, 50));
    cell.code = 'console.warn("careful");\nnowhere + 1;';
    await cell.run();
  });
}

function checkCode(page: Page, code: string | null): Promise<unknown> {
  const act = async (text: string | null) => {
    const one = document.querySelector<ExerciseElement>('zg-exercise')!;
    if (text !== null) one.code = text;
    return (await one.check()).id;
  };
  return inPage(page, act, code);
}
