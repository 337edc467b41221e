import { type Browser, openBrowser, type Page } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import type { Notebook } from '@zero-to-gpt/lesson-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lessonPath, samples } from './support/course.ts';
import type { CellElement, LessonElement } from './support/elements.ts';
import { expectQuiet, inPage, read, until } from './support/reader.ts';
import { type Served, serveBuilt } from './support/served.ts';

const [{ lesson }] = samples as [(typeof samples)[number]]; // there is a first chapter
const edited = "console.log('from a friend', { ünïcode: '→ 🙂' });";

describe.skipIf(lacks('chromium'))('what a reader passes on', () => {
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

  /** The link that the second cell of the lesson gives for a code. */
  async function link(code: string): Promise<string> {
    const page = await read(browser, site, lessonPath(lesson));
    const url = await inPage(
      page,
      (given) => {
        const cell = document.querySelectorAll<CellElement>('zg-cell')[1]!; // lessons have more than two
        cell.code = given;
        return cell.share();
      },
      code,
    );
    await page.close();
    return url;
  }

  /** What the second cell shows when a link is opened. */
  async function opened(url: string) {
    const page = await browser.visit(url);
    await until(page, () => document.documentElement.dataset.zg === 'ready');
    await new Promise((done) => setTimeout(done, 300)); // for what it might do by itself, later
    const cell = await inPage(page, () => {
      const { code, dataset, plain } = document.querySelectorAll<CellElement>('zg-cell')[1]!;
      return { code, ran: dataset.state, plain };
    });
    return { page, ...cell };
  }

  test('a link to an edited cell shows that code to whom opens it, and does not run it', async () => {
    const url = await link(edited);
    expect(url.startsWith(site.at(lessonPath(lesson)))).toBe(true);
    const { page, code, ran } = await opened(url);
    expect({ code, ran }).toEqual({ code: edited, ran: undefined });
    expect(
      page.requests.some((one) => /worker/.test(one)),
      'a worker was started',
    ).toBe(false);
    expect(await inPage(page, () => localStorage.length), 'what was kept unasked').toBeLessThanOrEqual(1); // of VitePress: light or dark
    const { ok } = await inPage(page, () => document.querySelectorAll<CellElement>('zg-cell')[1]!.run());
    expect(ok).toBe(true);
    expect(await inPage(page, () => document.querySelectorAll<CellElement>('zg-cell')[1]!.plain)).toContain(
      'from a friend',
    );
    expectQuiet(page, site);
    await page.close();
  });

  test('a link that was tampered with runs nothing and breaks nothing', async () => {
    const url = await link(edited);
    const [page, hash] = url.split('#') as [string, string];
    const bad = [
      `${hash.slice(0, -8)}`,
      `${hash.slice(0, 12)}%%%%${hash.slice(12)}`,
      hash.replace(/.$/, '!'),
      `${hash}${'A'.repeat(100_000)}`,
      hash.replace(lesson.cells[1]!.id, 'nowhere'),
      hash.replace(lesson.cells[1]!.id, '"]<img src=x onerror=alert(1)>'),
      `${hash.split('=')[0]}=`,
    ];
    for (const one of bad) {
      const seen = await opened(`${page}#${one}`);
      expect(seen.ran, one.slice(0, 200)).toBe(undefined);
      expect(seen.plain).toBe('');
      if (one === bad.at(-1)) expect(await runFirst(seen.page), 'the first cell still runs').toBe(true);
      expect(seen.page.console.filter((line) => line.startsWith('uncaught'))).toEqual([]);
      await seen.page.close();
    }
  });

  test('markup in shared code is shown as code', async () => {
    const nasty = "</code></pre><img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>";
    const { page, code, ran } = await opened(await link(nasty));
    expect({ code, ran }).toEqual({ code: nasty, ran: undefined });
    expect(await inPage(page, () => document.title)).not.toBe('taken');
    expect(await inPage(page, () => document.querySelectorAll('zg-cell img[src="x"], zg-cell script').length)).toBe(0);
    await page.close();
  });

  test('the notebook of a lesson is valid and holds the edits', async () => {
    const page = await read(browser, site, lessonPath(lesson));
    const text = await inPage(
      page,
      (code) => {
        document.querySelectorAll<CellElement>('zg-cell')[1]!.code = code;
        return document.querySelector<LessonElement>('zg-lesson')!.notebook();
      },
      edited,
    );
    const notebook = JSON.parse(text) as Notebook; // looked at below
    expect(notebook).toMatchObject({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec: { name: 'deno' } } });
    const ids = notebook.cells.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[\w-]{1,64}$/);
    const sources = notebook.cells
      .filter(({ cell_type }) => cell_type === 'code')
      .map(({ source }) => [source].flat().join(''));
    expect(sources.length).toBe(lesson.cells.filter(({ run, browser: only }) => run && !only).length);
    expect(sources).toContain(edited);
    expectQuiet(page, site);
    await page.close();
  });
});

async function runFirst(page: Page): Promise<boolean> {
  return (await inPage(page, () => document.querySelector<CellElement>('zg-cell')!.run())).ok;
}
