import { join } from 'node:path';
import { bundle, openBrowser, serve } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { describe, expect, test } from 'vitest';
import { answers } from './answers.program.ts';

for (const name of ['chromium', 'firefox'] as const)
  describe.skipIf(lacks(name))(`a check in ${name}`, () => {
    test('answers what it answers in Node, word for word', async () => {
      const program = await bundle(join(import.meta.dirname, 'answers.program.ts'));
      await using site = await serve({
        '/': { body: '<!doctype html><title>check</title><script src="/program.js"></script>' },
        '/program.js': { body: program },
      });
      await using browser = await openBrowser(name);
      const page = await browser.visit(`${site.origin}/`);
      expect(await page.evaluate('answers()')).toEqual(await answers());
      expect(page.console).toEqual([]);
    });
  });
