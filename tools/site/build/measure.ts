import { globSync } from 'node:fs';
import { type Browser, openBrowser, type Page } from '@zero-to-gpt/browsers';
import { serveSite } from './serve.ts';
import { localFiles, type Weight, weigh } from './weight.ts';

/** What a page costs its reader. */
export interface PageCost {
  /** Below the base. */
  readonly path: string;
  /** Until the page is at rest and nothing was touched. */
  readonly load: Weight;
  /** How much of `load.js` is ours, from `zg/`. */
  readonly own: number;
  /** Milliseconds from the request until something is seen, on this machine: the middle one of three visits. */
  readonly firstContentfulPaint: number;
  /** How much of the page jumped while it loaded, 0 is nothing: the worst of a phone, a tablet and a laptop. */
  readonly layoutShift: number;
  /** What the first click on Run brings, and milliseconds until its answer; only where there is something to run. */
  readonly firstRun?: { readonly load: Weight; readonly ms: number };
  /** Addresses elsewhere that were asked for. */
  readonly foreign: readonly string[];
}

/** Opens the home page and the first lesson of a site that was built, in Debian's Chromium. */
export async function measureSite(folder: string, { base = '/' }: { base?: string } = {}): Promise<PageCost[]> {
  const [lesson] = globSync('learn/*/[0-9]*.html', { cwd: folder }).sort();
  if (lesson === undefined) throw new RangeError(`Cannot measure ${folder}: it holds no lesson`);
  await using server = await serveSite(folder, { base });
  await using browser = await openBrowser('chromium');
  const costs: PageCost[] = [];
  for (const path of ['', lesson.replace(/\.html$/, '')])
    costs.push(await measurePage(browser, { folder, url: server.url, path }));
  return costs;
}

interface Target {
  readonly folder: string;
  readonly url: string;
  readonly path: string;
}

async function measurePage(browser: Browser, { folder, url, path }: Target): Promise<PageCost> {
  const paints: number[] = [];
  const shifts: number[] = [];
  const open = async (width: number): Promise<Page> => {
    const viewport = { width, height: width < 500 ? 844 : 800 };
    const page = await browser.visit(url + path, { viewport, before: watchShifts });
    paints.push(await firstPaint(page));
    await rest(page);
    shifts.push((await page.evaluate('window.zgShift')) as number); // set by watchShifts
    return page;
  };
  for (const width of [390, 1024]) await (await open(width)).close();
  const page = await open(1280);
  const before = [...page.requests];
  const ran = (await page.evaluate(clickRun)) as number | null; // see there
  await rest(page);
  const after = page.requests.slice(before.length);
  await page.close();
  const files = (requests: readonly string[]): string[] => localFiles(folder, url, requests);
  return {
    path,
    load: weigh(folder, files(before)),
    own: weigh(
      folder,
      files(before).filter((file) => file.startsWith('zg/')),
    ).js,
    firstContentfulPaint: paints.sort((a, b) => a - b)[1]!, // of three
    layoutShift: Math.max(...shifts),
    ...(ran !== null ? { firstRun: { load: weigh(folder, files(after)), ms: ran } } : {}),
    foreign: [...before, ...after].filter((request) => /^(https?|wss?):/.test(request) && !request.startsWith(url)),
  };
}

const watchShifts = `
window.zgShift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.zgShift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });`;

/** Clicks the first Run of the page and waits for the answer: milliseconds, or null where there is no such button. */
const clickRun = `(async () => {
  const button = document.querySelector('zg-cell [data-action="run"]');
  if (!button) return null;
  const cell = button.closest('zg-cell');
  const start = performance.now();
  button.click();
  while (!/^(ok|failed)$/.test(cell.dataset.state ?? '')) {
    if (performance.now() - start > 60_000) throw new Error('Cannot measure the first run: no answer in a minute');
    await new Promise((done) => setTimeout(done, 5));
  }
  return performance.now() - start;
})()`;

async function firstPaint(page: Page): Promise<number> {
  const paint = `(async () => {
    for (let i = 0; i < 600; i++) {
      const [entry] = performance.getEntriesByName('first-contentful-paint');
      if (entry) return entry.startTime;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('Cannot measure a page that paints nothing');
  })()`;
  return (await page.evaluate(paint)) as number; // the line above returns or throws
}

/** Waits until the page has come alive and has asked for nothing more for a second. */
async function rest(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (let i = 0; document.documentElement.dataset.zg !== 'ready'; i++) {
      if (i > 600) throw new Error('Cannot measure a page that does not come alive');
      await new Promise((done) => setTimeout(done, 50));
    }
  })()`);
  for (let seen = -1; seen !== page.requests.length; await new Promise((done) => setTimeout(done, 1000)))
    seen = page.requests.length;
}
