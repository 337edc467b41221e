// runs alone: it fills memory until a tab crashes
import { type Browser, openBrowser, type Page, type VisitOptions } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lessonPath, samples } from './support/course.ts';
import type { CellElement } from './support/elements.ts';
import { alive, inPage, read, until } from './support/reader.ts';
import { runLesson } from './support/run-lesson.ts';
import { type Served, serveBuilt } from './support/served.ts';

const [{ lesson }] = samples as [(typeof samples)[number]]; // there is a first chapter
const small = '--max-old-space-size=256'; // so that eating it all takes a moment

describe.skipIf(lacks('chromium'))('a cell goes wrong', () => {
  let site: Served;
  let browser: Browser;
  beforeAll(async () => {
    site = await serveBuilt();
    browser = await openBrowser('chromium', { args: [`--js-flags=${small}`] });
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await site?.[Symbol.asyncDispose]();
  });
  const open = (options?: VisitOptions) => read(browser, site, lessonPath(lesson), options);

  test('that never ends: the page goes on answering, Stop ends it, and cells run again', async () => {
    const page = await open();
    await inPage(page, () => {
      const cell = document.querySelector<CellElement>('zg-cell')!;
      cell.code = 'console.log("here");\nwhile (true) {}';
      Object.assign(window, { running: cell.run() });
    });
    await until(page, () =>
      document.querySelector('zg-cell')!.querySelector('.zg-output')!.textContent.includes('here'),
    );
    await inPage(page, () => document.querySelector<HTMLElement>('zg-cell [data-action="stop"]')!.click());
    const ended = (await page.evaluate('running')) as Awaited<ReturnType<CellElement['run']>>; // put there above
    expect(ended).toMatchObject({ ok: false, error: { name: 'Interrupted' } });
    expect(await run(page, '6 * 7')).toMatchObject({ ok: true, plain: '42' });
    await page.close();
  });

  test('that prints a million lines: it ends, the first and a note are shown, the page stays small', async () => {
    const page = await open();
    const ran = await run(page, 'for (let i = 0; i < 1_000_000; i++) console.log("line", i);');
    expect(ran.ok).toBe(true);
    expect(ran.text).toContain('line 0');
    expect(ran.text.length).toBeLessThan(1_000_000);
    expect(ran.text).toMatch(/lines|left out|more/i);
    expect(await inPage(page, () => document.querySelectorAll('zg-cell *').length)).toBeLessThan(20_000);
    await page.close();
  });

  test('that eats all memory and its tab with it: opened again, the page has the code and says what happened', async () => {
    const code = 'const eaten: number[][] = [];\nwhile (true) eaten.push(new Array<number>(1e5).fill(1.5));';
    const page = await open();
    await expect(run(page, code)).rejects.toThrow('crashed');
    const again = await page.beside(site.at(lessonPath(lesson)));
    await until(again, () => /memory/i.test(document.querySelector('.zg-notice')?.textContent ?? ''));
    const cell = () => {
      const { code: kept, dataset } = document.querySelector<CellElement>('zg-cell')!;
      return { kept, state: dataset.state };
    };
    expect(await inPage(again, cell)).toEqual({ kept: code, state: undefined });
    expect(await run(again, '6 * 7')).toMatchObject({ ok: true, plain: '42' });
    const third = await page.beside(site.at(lessonPath(lesson)));
    await alive(third);
    expect(await inPage(third, () => document.querySelector('.zg-notice'))).toBe(null);
    await page.close();
  });

  test('that throws what is no error: its value is shown', async () => {
    const page = await open();
    for (const [code, says] of [
      ["throw 'no';", 'no'],
      ['throw null;', 'null'],
      ['throw { reason: 42 };', '42'],
      ['await Promise.reject(undefined);', 'undefined'],
    ] as const) {
      const ran = await run(page, code);
      expect(ran).toMatchObject({ ok: false, error: { name: 'Thrown' } });
      expect(ran.text).toContain(says);
    }
    await page.close();
  });

  test('that imports what is not there: it is told what there is', async () => {
    const page = await open();
    for (const name of ['left-pad', './mine.ts', 'node:fs', 'https://example.com/x.js']) {
      const ran = await run(page, `import * as all from '${name}';\nall;`);
      expect(ran.ok).toBe(false);
      expect(ran.text).toContain(name);
    }
    const ran = await run(page, "import { nothingSuch } from '@zero-to-gpt/linalg';\nnothingSuch();");
    expect(ran.ok).toBe(false);
    expect(ran.text).toContain('nothingSuch');
    expect(page.requests.filter((url) => url.includes('example.com'))).toEqual([]);
    await page.close();
  });

  test('whose TypeScript cannot be read, or whose name nobody knows: line and word are told', async () => {
    const page = await open();
    expect(await run(page, 'const a = 1;\nconst b = ;')).toMatchObject({
      ok: false,
      error: { name: 'SyntaxError', line: 2 },
    });
    const ran = await run(page, 'const c = 1;\nnowhere + c;');
    expect(ran).toMatchObject({ ok: false, error: { name: 'ReferenceError', line: 2 } });
    expect(ran.text).toContain('nowhere');
    await page.close();
  });
});

describe.skipIf(lacks('chromium'))('a browser lacks something', () => {
  let site: Served;
  beforeAll(async () => {
    site = await serveBuilt();
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  const full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };";
  const blocked =
    "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });";
  for (const [what, before] of [
    ['room for what the reader keeps', full],
    ['storage that it lets pages use', blocked],
  ] as const)
    test(`${what}: cells run all the same, and one notice tells that edits will be lost`, async () => {
      await using browser = await openBrowser('chromium');
      const page = await read(browser, site, lessonPath(lesson), { before });
      expect(await run(page, 'console.log(6 * 7);')).toMatchObject({ ok: true, plain: '42' });
      await until(page, () => /(kept|saved|stor)/i.test(document.querySelector('.zg-notice')?.textContent ?? ''));
      expect(await inPage(page, () => document.querySelectorAll('.zg-notice').length)).toBe(1);
      await page.close();
    });

  test('workers: the cell says so and the page can be read', async () => {
    await using browser = await openBrowser('chromium');
    const page = await read(browser, site, lessonPath(lesson), { before: 'delete window.Worker;' });
    const ran = await run(page, '6 * 7');
    expect(ran.ok).toBe(false);
    expect(ran.text).toMatch(/worker/i);
    await page.close();
  });

  test('WebAssembly SIMD: a whole lesson runs in plain loops, and the badge says so', async () => {
    await using browser = await openBrowser('chromium', { args: ['--js-flags=--no-enable-sse4-1 --no-enable-avx'] });
    const page = await read(browser, site, lessonPath(lesson));
    const simd = new Uint8Array([
      0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
    ]);
    expect(await inPage(page, (bytes) => WebAssembly.validate(new Uint8Array(bytes)), [...simd])).toBe(false);
    await runLesson(page, lesson);
    await until(page, () => document.querySelector('.zg-badge')?.textContent.includes('no SIMD'));
    await page.close();
  });
});

/** Puts a code into the first cell and runs it. */
function run(page: Page, code: string) {
  return inPage(
    page,
    async (given) => {
      const cell = document.querySelector<CellElement>('zg-cell')!; // lessons have cells
      cell.code = given;
      const { ok, error } = await cell.run();
      return { ok, error, plain: cell.plain, text: cell.querySelector('.zg-output')!.textContent };
    },
    code,
  );
}
