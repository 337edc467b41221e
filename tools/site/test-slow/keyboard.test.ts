import { type Browser, openBrowser, type Page } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exercisePath, lessonPath, samples } from './support/course.ts';
import type { CellElement, ExerciseElement } from './support/elements.ts';
import { expectQuiet, inPage, read, until } from './support/reader.ts';
import { type Served, serveBuilt } from './support/served.ts';

const [{ lesson, exercise }] = samples as [(typeof samples)[number]]; // there is a first chapter

describe.skipIf(lacks('chromium'))('with the keyboard alone', () => {
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

  test('Tab walks through a whole lesson, stops at code and Run of every cell, and shows where it is', async () => {
    const page = await read(browser, site, lessonPath(lesson));
    const stops = await walk(page);
    expect(stops.filter(({ shown }) => !shown).map(({ what }) => what)).toEqual([]);
    for (const { id } of lesson.cells.filter(({ run }) => run)) {
      const inCell = stops.filter(({ cell }) => cell === id);
      expect(
        inCell.some(({ run }) => run),
        `Run of ${id}`,
      ).toBe(true);
      expect(
        inCell.some(({ code }) => code),
        `code of ${id}`,
      ).toBe(true);
    }
    await page.close();
  });

  test('Enter opens the code, typing changes it, Shift+Enter runs it, and Tab leads on', async () => {
    const page = await read(browser, site, lessonPath(lesson));
    await inPage(page, () => document.querySelector<HTMLElement>('zg-cell .zg-code pre')!.focus());
    await page.press('Enter');
    await until(page, () => document.activeElement?.closest('zg-cell .cm-editor'));
    await page.press('Control+a');
    await page.type('console.log(6 * 7);');
    await page.press('Shift+Enter');
    await until(page, () => document.querySelector<CellElement>('zg-cell')!.plain === '42');
    expect(await inPage(page, () => document.querySelector<CellElement>('zg-cell')!.code)).toBe('console.log(6 * 7);');
    expect(await inPage(page, () => document.activeElement?.closest('.cm-editor') !== null)).toBe(true);
    await page.press('Tab');
    expect(await inPage(page, () => document.activeElement?.closest('.cm-editor') === null)).toBe(true);
    await page.press('Shift+Tab');
    expect(await inPage(page, () => document.activeElement?.closest('.cm-editor') !== null)).toBe(true);
    await page.press('Shift+Tab');
    expect(await inPage(page, () => document.activeElement?.closest('.cm-editor') === null)).toBe(true);
    expectQuiet(page, site);
    await page.close();
  });

  test('Shift+Enter checks an exercise, and what it says is announced', async () => {
    const page = await read(browser, site, exercisePath(exercise));
    await inPage(page, () => document.querySelector<HTMLElement>('zg-exercise .zg-code pre')!.focus());
    await page.press('Enter');
    await until(page, () => document.activeElement?.closest('zg-exercise .cm-editor'));
    await page.press('Shift+Enter');
    await until(page, () => document.querySelector<ExerciseElement>('zg-exercise')!.state === 'tried');
    await until(page, () =>
      [...document.querySelectorAll<HTMLElement>('zg-exercise [aria-live], zg-exercise [role="status"]')].some(
        (one) => one.textContent.trim() !== '',
      ),
    );
    expectQuiet(page, site);
    await page.close();
  });
});

interface Stop {
  readonly what: string;
  /** Whether it looks otherwise than without focus. */
  readonly shown: boolean;
  readonly cell: string | undefined;
  readonly run: boolean;
  readonly code: boolean;
}

/** Presses Tab until it has been everywhere. */
async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let i = 0; i < 1000; i++) {
    await page.press('Tab');
    const stop = await inPage(page, lookAtFocus);
    if (!stop) return stops;
    stops.push(stop);
  }
  throw new Error(`Cannot get out by Tab: after 1000 steps it is at ${stops.at(-1)!.what}`);
}

/** Runs in the page: what has the focus, and whether that can be seen; undefined where it is the page itself or seen before. */
function lookAtFocus(): Stop | undefined {
  const at = document.activeElement as HTMLElement | null;
  if (!at || at === document.body || at.dataset.visited) return undefined;
  at.dataset.visited = 'yes';
  const around = [
    at,
    ...(at.closest('.cm-editor, .zg-code, label, .zg-widget')
      ? [at.parentElement!, at.closest<HTMLElement>('.cm-editor, .zg-code, label, .zg-widget')!]
      : []),
  ];
  const look = () =>
    around
      .map((one) => {
        const { outline, outlineOffset, boxShadow, borderColor, backgroundColor, color, textDecoration } =
          getComputedStyle(one);
        return [
          /none|0px/.test(outline) ? '' : outline + outlineOffset,
          boxShadow,
          borderColor,
          backgroundColor,
          color,
          textDecoration,
        ].join();
      })
      .join(';');
  const style = document.createElement('style');
  style.textContent = '*, *::before { transition: none !important }';
  document.head.append(style);
  const focused = look();
  at.blur();
  const blurred = look();
  at.focus({ preventScroll: true });
  style.remove();
  const code = at.closest('.zg-code');
  return {
    what: at.outerHTML.slice(0, 150),
    shown: focused !== blurred,
    cell: at.closest<HTMLElement>('zg-cell')?.dataset.cell,
    run: at.dataset.action === 'run',
    code: code !== null && (at.matches('pre, .cm-content') || at === code),
  };
}
