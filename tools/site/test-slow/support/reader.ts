import type { Browser, Page, VisitOptions } from '@zero-to-gpt/browsers';
import { expect } from 'vitest';
import type { Served } from './served.ts';

/** Calls a function in the page: it sees the page's globals, its arguments and nothing else. */
export async function inPage<A extends unknown[], R>(
  page: Page,
  body: (...args: A) => R,
  ...args: A
): Promise<Awaited<R>> {
  return (await page.evaluate(`(${body})(...${JSON.stringify(args)})`)) as Awaited<R>; // what JSON can say of it
}

/** Waits until a condition holds in the page; three minutes are more than the slowest machine takes for any of them. */
export async function until<A extends unknown[]>(
  page: Page,
  holds: (...args: A) => unknown,
  ...args: A
): Promise<void> {
  const end = Date.now() + 180_000;
  const call = `Boolean(await (${holds})(...${JSON.stringify(args)}))`;
  while (!(await page.evaluate(`(async () => ${call})()`).catch(whileLoading))) {
    if (Date.now() > end)
      throw new Error(`Waited for three minutes: ${call.slice(0, 500)}\n${page.console.join('\n')}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** A page that is being loaded anew cannot answer: not yet. */
function whileLoading(error: unknown): false {
  if (/context was destroyed|navigat|discarded|no such frame/i.test(String(error))) return false;
  throw error;
}

/** Opens a page of the site and waits until its elements are alive. */
export async function read(browser: Browser, site: Served, path: string, options?: VisitOptions): Promise<Page> {
  const page = await browser.visit(site.at(path), options);
  await alive(page);
  return page;
}

/** Waits until the page's elements are alive. */
export function alive(page: Page): Promise<void> {
  return until(page, () => document.documentElement.dataset.zg === 'ready');
}

/** The page has complained of nothing, and has asked for nothing from elsewhere. */
export function expectQuiet(page: Page, site: Served): void {
  expect(page.console.filter((line) => /^(uncaught|error|warn)/.test(line))).toEqual([]);
  const own = [site.origin, 'blob:', 'data:', 'about:'];
  expect(page.requests.filter((url) => !own.some((start) => url.startsWith(start)))).toEqual([]);
}
