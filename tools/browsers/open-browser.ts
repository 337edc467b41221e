import type { Browser, BrowserName, BrowserOptions } from './browser.ts';
import { openChromium } from './chromium.ts';
import { openFirefox } from './firefox.ts';

/** Opens the browser installed here: Chromium through playwright-core, Firefox through puppeteer-core over BiDi. */
export function openBrowser(name: BrowserName, options: BrowserOptions = {}): Promise<Browser> {
  return name === 'chromium' ? openChromium(options) : openFirefox(options);
}
