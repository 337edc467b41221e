import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, openBrowser, type Page } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { parseProgress } from '@zero-to-gpt/lesson-kit/progress';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectPass } from './support/check-exercise.ts';
import { exercises } from './support/course.ts';
import type { ExerciseElement } from './support/elements.ts';
import { inTurn } from './support/pool.ts';
import { alive, expectQuiet, inPage, read, until } from './support/reader.ts';
import { type Served, serveBuilt } from './support/served.ts';

const norm = exercises.find(({ id }) => id === 'norm')!; // the first exercise of the course
const path = 'exercises/linalg/norm';
const repository = join(import.meta.dirname, '../../..');

/** Presses the button of the first exercise, or of the page, that begins with these words. */
const press = (page: Page, words: string): Promise<void> =>
  inPage(
    page,
    (start) => {
      const all = [...document.querySelectorAll<HTMLElement>('zg-exercise button, zg-progress button, summary')];
      const found = all.find((each) => each.textContent.startsWith(start) && each.checkVisibility());
      if (!found) throw new Error(`Cannot press ${start}: there are ${all.map((each) => each.textContent)}`);
      found.click();
    },
    words,
  );

/** What a reader sees of the first exercise. */
const seen = (page: Page): Promise<string> =>
  inPage(page, () => document.querySelector<HTMLElement>('zg-exercise')!.textContent);

const check = (page: Page, code: string) =>
  inPage(
    page,
    (text) => {
      const exercise = document.querySelector<ExerciseElement>('zg-exercise')!;
      exercise.code = text;
      return exercise.check();
    },
    code,
  );

describe.skipIf(lacks('chromium')).concurrent('an exercise in its page', () => {
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

  test('a loop that never ends is stopped, its step is named, and the next check works', () =>
    inTurn(async () => {
      const page = await read(browser, site, path);
      const { failure } = await check(page, norm.solution.replace('i < x.size; i++', 'i < x.size;'));
      expect(failure).toMatchObject({ kind: 'time', step: '3 streets east, 4 streets north: 5' });
      expect(await seen(page)).toContain('did not finish within 10 s: is there a loop that never ends?');
      await expectPass(page, norm.solution, 'norm');
      expectQuiet(page, site);
      await page.close();
    }));

  test.each([
    ['a syntax error', 'let squares', 'let let squares', 'let let squares'],
    ['a later chapter', 'import type', "import '@zero-to-gpt/linreg';\nimport type", 'is a later chapter'],
    ['a package that is not there', 'import type', "import 'lodash';\nimport type", "Cannot import 'lodash'"],
    ['an error that is thrown', 'let squares = 0;', 'let squares = 0;\n  squares.x.y;', 'threw a TypeError'],
  ])('%s is named, with its line', (_, from, to, says) =>
    inTurn(async () => {
      const page = await read(browser, site, path);
      const { failure } = await check(page, norm.solution.replace(from, to));
      expect(failure?.at).toMatch(/^norm\.ts:\d+:\d+$/);
      expect(await seen(page)).toContain(says);
      await press(page, 'line ');
      await until(page, () => document.activeElement?.closest('.cm-editor'));
      await page.close();
    }),
  );

  test('hints come one by one, our answer asks first, and all is known again when the page is', () =>
    inTurn(async () => {
      const page = await read(browser, site, path);
      const shown = () =>
        inPage(page, () => [...document.querySelectorAll('.zg-hint')].filter((hint) => hint.checkVisibility()).length);
      expect(await shown()).toBe(0);
      await press(page, 'Hint 1 of 3');
      expect(await shown()).toBe(1);
      await press(page, 'Hint 2 of 3');
      await page.goto(site.at(path));
      await alive(page);
      expect(await shown()).toBe(2);

      const open = () => inPage(page, () => document.querySelector<HTMLDetailsElement>('.zg-solution')!.open);
      await press(page, 'Our answer');
      expect([await open(), await seen(page)]).toEqual([false, expect.stringContaining('You have not passed yet')]);
      await press(page, 'Not yet');
      expect(await open()).toBe(false);
      await press(page, 'Our answer');
      await press(page, 'Show our answer');
      expect(await open()).toBe(true);
      await page.close();
    }));

  test('reset puts the stub back, and what was written comes back', () =>
    inTurn(async () => {
      const page = await read(browser, site, path);
      await expectPass(page, norm.solution, 'norm');
      expect(await inPage(page, () => document.querySelector('.zg-next')?.checkVisibility())).toBe(true);
      const code = () => inPage(page, () => document.querySelector<ExerciseElement>('zg-exercise')!.code);
      await press(page, 'Reset');
      expect((await code()).trim()).toBe(norm.stub.trim());
      await press(page, 'Bring back an earlier');
      expect(await code()).toBe(norm.solution);
      await page.close();
    }));

  test('progress goes from the page through the command to another browser', () =>
    inTurn(async () => {
      const page = await read(browser, site, path);
      await expectPass(page, norm.solution, 'norm');
      await page.goto(site.at('exercises/'));
      await until(page, () => document.querySelector('zg-progress[data-ready]'));
      expect(await inPage(page, () => document.querySelector<HTMLElement>('zg-progress')!.textContent)).toContain(
        `1 of ${exercises.length} exercises passed`,
      );
      const saved = await inPage(page, async () => {
        const blobs: Blob[] = [];
        URL.createObjectURL = (blob) => `blob:${blobs.push(blob as Blob)}`;
        HTMLAnchorElement.prototype.click = () => {};
        [...document.querySelectorAll('button')].find((each) => each.textContent.startsWith('Save'))?.click();
        return (await blobs[0]?.text()) ?? '';
      });
      const carried = throughCommand(saved);
      expect(parseProgress(carried).exercises['linalg/norm']).toMatchObject({
        passed: parseProgress(saved).exercises['linalg/norm']?.passed,
        code: norm.solution,
      });

      const other = await browser.visit(site.at('exercises/'));
      await until(other, () => document.querySelector('zg-progress[data-ready]'));
      await inPage(
        other,
        (text) => {
          const input = document.querySelector<HTMLInputElement>('zg-progress input[type=file]')!;
          const files = new DataTransfer();
          files.items.add(new File([text], 'progress.json'));
          input.files = files.files;
          input.dispatchEvent(new Event('change'));
        },
        carried,
      );
      await until(other, () => document.querySelector('.zg-news')?.textContent.startsWith('1 exercise more passed'));
      await other.goto(site.at(path));
      await alive(other);
      const here = await inPage(other, () => {
        const { code, state } = document.querySelector<ExerciseElement>('zg-exercise')!;
        return { code, state };
      });
      expect(here).toEqual({ code: norm.solution, state: 'passed' });
      await page.close();
      await other.close();
    }));
});

/** Imports a progress file into a learner's folder, checks the answer there, and exports it again. */
function throughCommand(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-'));
  try {
    mkdirSync(join(folder, 'node_modules/@zero-to-gpt'), { recursive: true });
    symlinkSync(join(repository, 'packages/linalg'), join(folder, 'node_modules/@zero-to-gpt/linalg'), 'dir');
    const manifest = { private: true, type: 'module', dependencies: { '@zero-to-gpt/linalg': '*' } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(folder, 'saved.json'), text);
    const command = ['--conditions=@zero-to-gpt/source', join(repository, 'tools/cli/src/cli.ts')];
    const run = (...words: string[]) => execFileSync(process.execPath, [...command, ...words], { cwd: folder });
    run('progress', '--import', 'saved.json');
    run('check', 'norm');
    run('progress', '--export', 'again.json');
    return readFileSync(join(folder, 'again.json'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
