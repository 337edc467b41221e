import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, openBrowser } from '@zero-to-gpt/browsers';
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
        const before = await inPage(page, look, i);
        expect(before.size).toBeGreaterThan(100);
        const control = ':is(button, input, select):not(:disabled), [tabindex="0"]';
        await inPage(
          page,
          (at, what) => document.querySelectorAll('.zg-widget')[at]!.querySelector<HTMLElement>(what)!.focus(),
          i,
          control,
        );
        const list = await inPage(page, () => document.activeElement!.matches('select'));
        for (const key of list ? ['ArrowDown'] : ['Enter', 'ArrowRight', 'ArrowUp']) await page.press(key);
        await until(page, (at, was) => document.querySelectorAll('.zg-widget')[at]!.innerHTML !== was, i, before.html);
      }
      expectQuiet(page, site);
      await page.close();
    });
});

/** Runs in the page: what a piece looks like. */
function look(at: number) {
  const piece = document.querySelectorAll('.zg-widget')[at]!;
  return { html: piece.innerHTML, size: piece.querySelector('.zg-frame')!.getBoundingClientRect().width };
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
