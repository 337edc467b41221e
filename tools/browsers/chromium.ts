import { browserPath } from '@zero-to-gpt/build/needs';
import { type BrowserContext, chromium } from 'playwright-core';
import { type Browser, type BrowserOptions, type Page, patience } from './browser.ts';

const quiet = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** Debian's Chromium, through playwright-core. */
export async function openChromium({ args = [], serviceWorkers = true }: BrowserOptions): Promise<Browser> {
  const executablePath = browserPath('chromium');
  const browser = await chromium.launch({ executablePath, args: [...quiet, ...args], timeout: patience });
  return {
    name: 'chromium',
    version: `Chromium ${browser.version()}`,
    async visit(
      url,
      {
        viewport = { width: 1280, height: 800 },
        before,
        javaScript = true,
        colorScheme = 'light',
        reducedMotion = false,
      } = {},
    ) {
      const context = await browser.newContext({
        viewport: { ...viewport },
        javaScriptEnabled: javaScript,
        colorScheme,
        reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
        serviceWorkers: serviceWorkers ? 'allow' : 'block',
      });
      context.setDefaultTimeout(patience);
      if (before !== undefined) await context.addInitScript({ content: before });
      return openPage(context, url);
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const lines: string[] = [];
  const requests: string[] = [];
  context.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`));
  context.on('weberror', (error) => lines.push(`uncaught: ${error.error().message}`));
  context.on('request', (request) => requests.push(request.url())); // its service worker's too
  const page = await context.newPage();
  await page.goto(url);
  return {
    console: lines,
    requests,
    evaluate: (expression) => page.evaluate(expression),
    goto: async (next) => void (await page.goto(next)),
    beside: (next) => openPage(context, next),
    press: (keys) => page.keyboard.press(keys),
    type: (text) => page.keyboard.type(text),
    screenshot: async (file, { whole = false } = {}) => void (await page.screenshot({ path: file, fullPage: whole })),
    close: () => context.close(),
  };
}
