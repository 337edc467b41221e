import { browserPath } from '@zero-to-gpt/build/needs';
import { chromium } from 'playwright-core';
import { launch } from 'puppeteer-core';

/** The browsers there are. */
export type BrowserName = 'chromium' | 'firefox';

/** Options of `openBrowser`. */
export interface BrowserOptions {
  /** Added to the browser's command line, for example `['--enable-unsafe-webgpu']`. */
  readonly args?: readonly string[];
}

/** A page that has loaded. */
export interface Page {
  /** The value of an expression, awaited where it is a promise: what JSON can say. */
  evaluate(expression: string): Promise<unknown>;
  /** Lines on its console so far, `<level>: <text>`, and uncaught errors as `uncaught: <message>`. */
  readonly console: readonly string[];
  close(): Promise<void>;
}

/** A browser without a window, until it is disposed. */
export interface Browser extends AsyncDisposable {
  readonly name: BrowserName;
  /** Its name and number. */
  readonly version: string;
  /** Opens a page of its own and waits until it has loaded. */
  visit(url: string): Promise<Page>;
}

/** Opens the browser installed here: Chromium through playwright-core, Firefox through puppeteer-core over BiDi. */
export function openBrowser(name: BrowserName, options: BrowserOptions = {}): Promise<Browser> {
  return name === 'chromium' ? openChromium(options) : openFirefox(options);
}

async function openChromium({ args = [] }: BrowserOptions): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: browserPath('chromium'),
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', ...args],
  });
  return {
    name: 'chromium',
    version: `Chromium ${browser.version()}`,
    async visit(url) {
      const page = await browser.newPage();
      const lines: string[] = [];
      page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => lines.push(`uncaught: ${error.message}`));
      await page.goto(url);
      return { evaluate: (expression) => page.evaluate(expression), console: lines, close: () => page.close() };
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

async function openFirefox({ args = [] }: BrowserOptions): Promise<Browser> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: browserPath('firefox'),
    args: [...args],
    protocolTimeout: 600_000,
  });
  return {
    name: 'firefox',
    version: await browser.version(),
    async visit(url) {
      const page = await browser.newPage();
      const lines: string[] = [];
      page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) =>
        lines.push(`uncaught: ${error instanceof Error ? error.message : String(error)}`),
      );
      await page.goto(url);
      return { evaluate: (expression) => page.evaluate(expression), console: lines, close: () => page.close() };
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}
