import { openBrowser } from '@zero-to-gpt/browsers';
import { workerSite } from './site.ts';

await using site = await workerSite();
for (const name of ['chromium', 'firefox'] as const) {
  await using browser = await openBrowser(name);
  const page = await browser.visit(site.origin);
  for (const code of process.argv.slice(2))
    console.log(name, JSON.stringify(await page.evaluate(`(async () => { ${code} })()`), null, 1));
  console.log(page.console);
}
