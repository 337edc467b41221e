import { type Browser, openBrowser, type Page } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exercisePath, lessonPath, samples } from './support/course.ts';
import { inPage } from './support/reader.ts';
import { type Served, serveBuilt } from './support/served.ts';

describe.skipIf(lacks('chromium'))('with JavaScript off', () => {
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
  const open = (path: string) => browser.visit(site.at(path), { javaScript: false });

  for (const { lesson, exercise } of samples) {
    test(`${lessonPath(lesson)} shows its text, formulas, code, outputs and pictures`, async () => {
      const page = await open(lessonPath(lesson));
      const text = await seen(page, 'main');
      expect(text).toContain(squeeze(lesson.title));
      for (const { code, output } of lesson.cells) {
        expect(text).toContain(squeeze(code));
        if (output) expect(text).toContain(squeeze(output.text));
      }
      expect(
        await hidden(
          page,
          'zg-cell .zg-code, zg-cell .zg-text, .katex-html:not(details *), main h2, main p:not(details p)',
        ),
      ).toEqual([]);
      expect(await inPage(page, () => document.querySelectorAll('.katex math').length)).toBeGreaterThan(0);
      const pictures = await inPage(page, async () => {
        const all = [...document.querySelectorAll<HTMLImageElement>('main img')];
        for (const picture of all) picture.loading = 'eager';
        await Promise.allSettled(all.map((picture) => picture.decode()));
        return all.map(({ alt, naturalWidth }) => ({ alt: alt !== '', drawn: naturalWidth > 0 }));
      });
      expect(pictures.length).toBeGreaterThanOrEqual(lesson.cells.filter(({ picture }) => picture).length);
      for (const picture of pictures) expect(picture).toEqual({ alt: true, drawn: true });
      await page.close();
    });

    test(`${exercisePath(exercise)} shows its task, its stub, and hints that open`, async () => {
      const page = await open(exercisePath(exercise));
      expect(await seen(page, 'main')).toContain(squeeze(exercise.stub));
      expect(await hidden(page, '.zg-ask, zg-exercise > .zg-code, .zg-hint summary, .zg-solution summary')).toEqual([]);
      const hints = await inPage(page, () => {
        const all = [...document.querySelectorAll<HTMLDetailsElement>('.zg-hint')];
        for (const hint of all) hint.querySelector('summary')!.click();
        return all.map((hint) => hint.offsetHeight > 40);
      });
      expect(hints).toEqual(exercise.hints.map(() => true));
      expect(await hidden(page, '.zg-hint :not(.katex-mathml, .katex-mathml *, .katex-html *, br)')).toEqual([]);
      await page.close();
    });
  }

  test('home says what the course is and leads to its first lesson', async () => {
    const page = await open('');
    expect(await inPage(page, () => document.querySelector('h1')?.textContent)).toBeTruthy();
    expect(await hidden(page, 'main h1, main h2, main p')).toEqual([]);
    const links = await inPage(page, () => [...document.querySelectorAll('main a')].map((a) => a.getAttribute('href')));
    expect(links.some((href) => href?.includes('learn/'))).toBe(true);
    await page.close();
  });

  test('the reference of a chapter can be read', async () => {
    const page = await open('api/linalg/');
    expect(await hidden(page, 'main h1, main p, main li')).toEqual([]);
    expect(await seen(page, 'main')).toContain('NDArray');
    await page.close();
  });
});

/** The text that is seen in a part of the page, without white space. */
async function seen(page: Page, selector: string): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden does not count
  return squeeze(await inPage(page, (at) => document.querySelector<HTMLElement>(at)?.innerText ?? '', selector));
}

const squeeze = (text: string): string => text.replace(/\s+/g, '');

/** What of these elements cannot be seen. */
function hidden(page: Page, selector: string): Promise<string[]> {
  return inPage(
    page,
    (all) =>
      [...document.querySelectorAll<HTMLElement>(all)]
        .filter(
          (one) => !one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || one.offsetHeight === 0,
        )
        .map((one) => one.outerHTML.slice(0, 200)),
    selector,
  );
}
