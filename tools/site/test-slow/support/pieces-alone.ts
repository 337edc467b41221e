import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, type Page, serve, type VisitOptions } from '@zero-to-gpt/browsers';
import { bundlePieces, pieceAlone, pieceStyles, withImports } from './piece-alone.ts';

const site = join(import.meta.dirname, '../..');
const pictures = process.env.ZERO_TO_GPT_PICTURES; // a folder: pictures of each piece go there

/** Runs in the page: the sentence below a piece. */
export const says = `document.querySelector('.zgw-says').textContent`;

/** Runs in the page: what screen readers are told. */
export const spoken = `document.querySelector('[role=status]').textContent`;

/** Pieces on pages of their own, in Chromium. */
export interface Pieces extends AsyncDisposable {
  /** What each loads before a press. */
  readonly scripts: ReadonlyMap<string, string>;
  /** A page with one piece, made with these options; less motion is wanted unless said otherwise. */
  open(name: string, options?: object, visit?: VisitOptions): Promise<Page>;
}

/** All pieces that there are. */
export function pieceNames(): string[] {
  return readdirSync(join(site, 'widgets'), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map(({ name }) => name.slice(0, -'.ts'.length));
}

/** Bundles these pieces, serves a page for each, and starts the browser. */
export async function servePieces(names: readonly string[]): Promise<Pieces> {
  const files = await bundlePieces(names);
  const style = `${readFileSync(join(site, 'theme/tokens.css'), 'utf8')}${await pieceStyles()}`;
  const pages = names.map((name) => [`/${name}`, { body: pieceAlone(name, style) }] as const);
  const modules = [...files].map(([file, code]) => [`/${file}`, { body: code }] as const);
  const server = await serve(Object.fromEntries([...pages, ...modules]));
  const browser = await openBrowser('chromium');
  return {
    scripts: new Map(names.map((name) => [name, withImports(files, `${name}.js`)])),
    async open(name, options = {}, visit = {}) {
      const page = await browser.visit(`${server.origin}/${name}`, { reducedMotion: true, ...visit });
      await page.evaluate(`place(${JSON.stringify(JSON.stringify(options))})`);
      return page;
    },
    async [Symbol.asyncDispose]() {
      await browser[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** A picture of the page, where ZERO_TO_GPT_PICTURES asks for it. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot(join(pictures, `${name}.png`), { whole: true });
}
