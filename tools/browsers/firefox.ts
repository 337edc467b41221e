import { writeFile } from 'node:fs/promises';
import { browserPath } from '@zero-to-gpt/build/needs';
import { type BrowserContext, type KeyInput, launch } from 'puppeteer-core';
import { type Browser, type BrowserOptions, type Page, patience, type VisitOptions } from './browser.ts';

/** Debian's Firefox ESR, through puppeteer-core over WebDriver BiDi. */
export async function openFirefox({ args = [], serviceWorkers = true }: BrowserOptions): Promise<Browser> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: browserPath('firefox'),
    args: [...args],
    timeout: patience,
    protocolTimeout: 600_000,
    extraPrefsFirefox: { 'dom.serviceWorkers.enabled': serviceWorkers },
  });
  return {
    name: 'firefox',
    version: await browser.version(),
    async visit(url, options = {}) {
      refuse(options);
      return openPage(await browser.createBrowserContext(), url, options);
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

async function openPage(context: BrowserContext, url: string, options: VisitOptions): Promise<Page> {
  const { viewport = { width: 1280, height: 800 }, before } = options;
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  await page.setViewport({ ...viewport });
  const lines: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => lines.push(`uncaught: ${error instanceof Error ? error.message : String(error)}`));
  page.on('request', (request) => requests.push(request.url()));
  if (before !== undefined) await page.evaluateOnNewDocument(before);
  await page.goto(url);
  return {
    console: lines,
    requests,
    evaluate: (expression) => page.evaluate(expression),
    goto: async (next) => void (await page.goto(next)),
    beside: (next) => openPage(context, next, options),
    async press(keys) {
      const parts = keys.split('+') as KeyInput[]; // an unknown key is refused by the keyboard
      for (const part of parts) await page.keyboard.down(part);
      for (const part of parts.reverse()) await page.keyboard.up(part);
    },
    type: (text) => page.keyboard.type(text),
    screenshot: async (file, { whole = false } = {}) =>
      writeFile(file, await page.screenshot({ type: 'png', fullPage: whole })),
    close: () => context.close(),
  };
}

/** What Firefox cannot be told over BiDi. */
function refuse({ javaScript = true, colorScheme = 'light', reducedMotion = false }: VisitOptions): void {
  if (!javaScript || colorScheme !== 'light' || reducedMotion)
    throw new RangeError('Cannot visit in Firefox with javaScript, colorScheme or reducedMotion: wanted Chromium');
}
