// runs alone: it computes on every core
import { join } from 'node:path';
import { type Browser, bundle, isolated, nestedWorkers, openBrowser, type Site, serve } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Computed } from './compute.program.ts';

const page = `<!doctype html><title>cpu</title><script src="/program.js"></script><script src="/page.js"></script>`;
const inWorker = `
  const inWorker = (name, threads) => new Promise((resolve, reject) => {
    const worker = new Worker('/program.js');
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage([name, threads]);
  });`;
const policy = (text: string) => ({ 'Content-Security-Policy': text });

const paths = {
  '/isolated': isolated,
  '/plain': {},
  '/no-wasm': { ...isolated, ...policy("script-src 'self'; worker-src 'self' blob:") },
  '/no-workers': { ...isolated, ...policy("script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'") },
  '/strict': { ...isolated, ...policy("default-src 'self'") },
  '/allowed': { ...isolated, ...policy("script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:") },
} as const;

for (const name of ['chromium', 'firefox'] as const)
  describe.skipIf(lacks(name))(`cpu in ${name}`, nestedWorkers(name, 60_000), () => {
    let site: Site;
    let browser: Browser;
    let sum: number;
    beforeAll(async () => {
      const program = await bundle(join(import.meta.dirname, 'compute.program.ts'));
      const pages = Object.entries(paths).map(([path, headers]) => [path, { body: page, headers }] as const);
      site = await serve({
        ...Object.fromEntries(pages),
        '/program.js': { body: program, headers: isolated },
        '/page.js': { body: inWorker },
      });
      browser = await openBrowser(name);
      ({ sum } = (await visit('/isolated', 'inWorker("compute", 1)')).found);
      expect(sum).toBeGreaterThan(0);
    });
    afterAll(async () => {
      await browser?.[Symbol.asyncDispose]();
      await site?.[Symbol.asyncDispose]();
    });

    async function visit(path: keyof typeof paths, expression: string) {
      const { evaluate, console: lines, close } = await browser.visit(site.origin + path);
      const found = (await evaluate(expression)) as Computed; // what the program answers
      await close();
      return { found, lines };
    }

    test('shares work among threads in a worker of an isolated page', async () => {
      const { found, lines } = await visit('/isolated', 'inWorker("compute", 3)');
      expect(found).toMatchObject({ sum, threads: [3, 3], main: false });
      expect(lines).toEqual([]);
      expect((await visit('/isolated', 'inWorker("ready", 3)')).found).toBe(3);
    });

    test('shares work on the main thread too, which watches and never sleeps', async () => {
      const { found, lines } = await visit('/isolated', 'compute(3)');
      expect(found).toEqual({ sum, threads: [3, 3], waits: 0, main: true });
      expect(lines).toEqual([]);
      expect((await visit('/isolated', 'ready(3)')).found).toBe(3);
    });

    test('has one thread and the same bits where the page may not share memory', async () => {
      for (const where of ['inWorker("compute", 3)', 'compute(3)'])
        expect((await visit('/plain', where)).found).toMatchObject({ sum, threads: [1, 1] });
    });

    test('needs wasm-unsafe-eval and blob: workers of a Content-Security-Policy, no more', async () => {
      const { found, lines } = await visit('/allowed', 'compute(3)');
      expect(found).toEqual({ sum, threads: [3, 3], waits: 0, main: true });
      expect(lines).toEqual([]);
    });

    test('goes on in plain loops without wasm-unsafe-eval, and one warning tells why and the cure', async () => {
      for (const path of ['/no-wasm', '/strict'] as const) {
        const { found, lines } = await visit(path, 'compute(3, 1).then(() => compute(3, 1))');
        expect(found.threads).toEqual([1, 1]);
        expect(found.sum).toBeCloseTo(sum, 1);
        const warnings = lines.filter((line) => line.startsWith('warn'));
        expect(warnings).toHaveLength(1);
        expect(warnings[0]).toMatch(
          /cpu computes in plain loops, .* slow: .+\. .*add 'wasm-unsafe-eval' to script-src/,
        );
      }
    });

    test('goes on with one thread where workers from blob: are forbidden', async () => {
      const { found } = await visit('/no-workers', 'compute(3, 60, 1)');
      expect(found).toEqual({ sum, threads: [3, 1], waits: 0, main: true });
      expect((await visit('/no-workers', 'ready(2)')).found).toBe(1);
    });
  });
