import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, openBrowser, type Page } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Manifest } from '../shared/manifest.ts';
import { lessonPath, lessons } from './support/course.ts';
import { expectQuiet, inPage, read, until } from './support/reader.ts';
import { out, type Served, serveBuilt } from './support/served.ts';

const withPieces = lessons.filter(({ blocks }) => blocks.some(({ type }) => type === 'widget'));

describe.skipIf(lacks('chromium'))('interactive pieces', () => {
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

  test('stand in lessons of these chapters', () => {
    expect([...new Set(withPieces.map(({ chapter }) => chapter))]).toEqual(
      expect.arrayContaining(['linalg', 'linreg', 'dense', 'rnn', 'autograd', 'optim']),
    );
  });

  test('load at most 25 KB each before a press', () => {
    const widgets = Object.entries(manifestOf(out).widgets).map(([name, file]) => [name, bytesWith(file)] as const);
    expect(widgets.length).toBeGreaterThan(0);
    expect(widgets.filter(([, bytes]) => bytes > 25_000)).toEqual([]);
  });

  for (const lesson of withPieces)
    test(`${lessonPath(lesson)}: come to life on the screen and answer the keyboard`, async () => {
      const page = await read(browser, site, lessonPath(lesson));
      const names = await inPage(page, () => [...document.querySelectorAll('.zg-widget')].map((one) => one.localName));
      expect(names).toEqual(lesson.blocks.filter((b) => b.type === 'widget').map((b) => `zg-${b.name}`));
      for (const [i] of names.entries()) {
        await inPage(page, (at) => document.querySelectorAll('.zg-widget')[at]!.scrollIntoView({ block: 'center' }), i);
        await until(
          page,
          (at) => document.querySelectorAll<HTMLElement>('.zg-widget')[at]!.dataset.state === 'ready',
          i,
        );
        expect(await inPage(page, width, i)).toBeGreaterThan(100);
        const before = await settled(page, i);
        for (const key of await inPage(page, focusFirst, i)) await page.press(key);
        await until(
          page,
          (at, was) => document.querySelectorAll('.zg-widget')[at]!.querySelector('.zgw-body')!.innerHTML !== was,
          i,
          before,
        );
      }
      expectQuiet(page, site);
      await page.close();
    });
});

/** Runs in the page: how wide a piece is. */
function width(at: number) {
  return document.querySelectorAll('.zg-widget')[at]!.querySelector('.zg-frame')!.getBoundingClientRect().width;
}

/** Runs in the page: the picture, values and controls of a piece, without its voice. */
function body(at: number) {
  return document.querySelectorAll('.zg-widget')[at]!.querySelector('.zgw-body')!.innerHTML;
}

/** What stands in a piece once it has fitted its pictures to their room, so that what changes then is the reader's work. */
async function settled(page: Page, at: number): Promise<string> {
  for (let last = ''; ; await new Promise((done) => setTimeout(done, 100))) {
    const now = await inPage(page, body, at);
    if (now === last) return now;
    last = now;
  }
}

/** Runs in the page: focuses the first control of a piece, and tells keys that change it. */
function focusFirst(at: number) {
  const control = ':is(button, input, select):not(:disabled), [tabindex="0"]';
  const first = document.querySelectorAll('.zg-widget')[at]!.querySelector<HTMLElement>(control)!;
  first.focus();
  if (first.matches('[type="text"]')) return ['End', 'Backspace'];
  return first.matches('select') ? ['ArrowDown'] : ['Enter', 'ArrowRight', 'ArrowUp'];
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'zg/manifest.json'), 'utf8')) as Manifest; // the build wrote it
}

/** Bytes, gzipped, of a module of `zg/` and of all that it cannot do without. */
function bytesWith(entry: string): number {
  const loaded = new Set([entry]);
  let bytes = 0;
  for (const file of loaded) {
    const code = readFileSync(join(out, 'zg', file), 'utf8');
    bytes += gzipSync(code).length;
    for (const [, path] of code.matchAll(/(?:from|import)\s*"(\.[^"]+)"/g)) loaded.add(join(dirname(file), path!));
  }
  return bytes;
}
