// node --conditions=@zero-to-gpt/source tools/site/build/screenshots.ts [--from FOLDER] [--base /x/] [--only NAME]
// Pictures of the built site as readers see it, for who changes how it looks: wide and narrow, light and dark.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser, type Page } from '@zero-to-gpt/browsers';
import { defaultOut, work } from './paths.ts';
import { asBase, serveSite } from './serve.ts';

/** A page in a state. */
interface Shot {
  readonly name: string;
  readonly path: string;
  /** JavaScript that brings the page into that state. */
  readonly act?: string;
  /** Where to go after that, with what the browser has kept. */
  readonly andThen?: string;
}

const alive = `new Promise((done) => {
  const look = () => document.documentElement.dataset.zg === 'ready' ? done() : setTimeout(look, 50);
  look();
})`;
const runCells = `(async () => {
  for (const cell of document.querySelectorAll('zg-cell:not([data-no-run])')) await cell.run();
})()`;
const wakePieces = `(async () => {
  for (const piece of document.querySelectorAll('.zg-widget')) {
    piece.scrollIntoView();
    while (piece.dataset.state !== 'ready') await new Promise((done) => setTimeout(done, 50));
  }
})()`;
const openEditor = (of: string): string => `
  ${of}.querySelector('.zg-code pre').click();
  while (!${of}.querySelector('.cm-editor')) await new Promise((done) => setTimeout(done, 50));
`;
const failCell = `(async () => {
  const cell = document.querySelectorAll('zg-cell')[1];
  ${openEditor('cell')}
  cell.code = "console.warn('careful');\\nconst far = nowhere + 1;";
  await cell.run();
})()`;
const check = (code: string): string => `(async () => {
  const exercise = document.querySelector('zg-exercise');
  ${openEditor('exercise')}
  exercise.code = ${code};
  await exercise.check();
  exercise.scrollIntoView();
})()`;
const answer = "exercise.querySelector('.zg-solution .zg-code pre').textContent";

const shots: readonly Shot[] = [
  { name: 'home', path: '' },
  { name: 'overview', path: 'learn/linalg/' },
  { name: 'lesson', path: 'learn/linalg/01-vectors' },
  { name: 'lesson-ran', path: 'learn/linalg/01-vectors', act: runCells },
  { name: 'lesson-error', path: 'learn/linalg/01-vectors', act: failCell },
  { name: 'lesson-pieces', path: 'learn/linreg/03-learning-rate', act: wakePieces },
  { name: 'exercise', path: 'exercises/linalg/norm' },
  { name: 'exercise-fails', path: 'exercises/linalg/norm', act: check(`${answer}.replace('Math.sqrt', '')`) },
  { name: 'exercise-passes', path: 'exercises/linalg/norm', act: check(answer) },
  { name: 'progress', path: 'exercises/linalg/norm', act: check(answer), andThen: 'exercises/' },
  { name: 'reference', path: 'api/linalg/classes/NDArray' },
];

/** Writes every picture of a site that was built, as `<name>-<width>-<light|dark>.png`. */
export async function takeScreenshots(from: string, base: string, only?: string): Promise<string[]> {
  const out = join(work, 'screenshots');
  mkdirSync(out, { recursive: true });
  await using server = await serveSite(from, { base });
  await using browser = await openBrowser('chromium');
  const files: string[] = [];
  for (const { name, path, act, andThen } of shots.filter((shot) => only === undefined || shot.name === only))
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [1280, 390]) {
        const viewport = { width, height: width < 500 ? 844 : 900 };
        const page = await browser.visit(server.url + path, { viewport, colorScheme, reducedMotion: true });
        await page.evaluate(alive);
        if (act !== undefined) await page.evaluate(act);
        if (andThen !== undefined) {
          await page.goto(server.url + andThen);
          await page.evaluate(alive);
        }
        await settle(page);
        const file = join(out, `${name}-${width}-${colorScheme}.png`);
        await page.screenshot(file, { whole: true });
        files.push(file);
        await page.close();
      }
  return files;
}

/** Pictures that load late are there, and the page is at its top again. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (const image of document.images) image.loading = 'eager';
    await Promise.allSettled([...document.images].map((image) => image.decode()));
    await document.fonts.ready;
    scrollTo(0, 0);
    await new Promise((done) => setTimeout(done, 200));
  })()`);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { from: { type: 'string' }, base: { type: 'string' }, only: { type: 'string' } },
  });
  const files = await takeScreenshots(resolve(values.from ?? defaultOut), asBase(values.base ?? '/'), values.only);
  for (const file of files) console.log(file);
}
