// runs alone: it trains on every core
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BrowserName,
  bundle,
  isolated,
  nestedWorkers,
  nodeOf,
  nodeVersions,
  openBrowser,
  serve,
} from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SmallRun, smallRun } from './small-run.ts';

const steps = 200;
const file = join(import.meta.dirname, 'small-run.program.ts');
const folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A page that trains in a worker, as a page should. */
const page = `<!doctype html><title>training</title><script>
  const run = (options) => new Promise((resolve, reject) => {
    const worker = new Worker('/program.js');
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(options);
  });
</script>`;

describe('training with deterministic: true', () => {
  let here: SmallRun;
  const compare = (host: string, found: SmallRun, threads: number) => {
    console.log(
      `${host}, ${threads} threads: last loss ${found.losses.at(-1)}, sha256 of the weights ${found.weights}`,
    );
    expect(found).toEqual({ ...here, threads });
  };
  beforeAll(async () => {
    here = await smallRun({ steps, threads: 1, deterministic: true });
    console.log(`Node ${process.version} from the sources: ${here.weights}`);
    expect(here.losses).toHaveLength(steps);
    expect(here.losses.at(-1)).toBeLessThan(here.losses[0]! - 0.3);
  });

  describe.skipIf(process.platform !== 'linux' || lacks('registry'))(
    'gives the same losses and weights to the last bit on',
    () => {
      test.for(nodeVersions)('Node %s', async (version) => {
        const program = join(folder, 'program.mjs');
        const options = JSON.stringify({ steps, threads: 2, deterministic: true });
        const last = `console.log(JSON.stringify(await globalThis.smallRun(${options})));`;
        writeFileSync(program, `${await bundle(file, { format: 'esm' })}\n${last}`);
        const found = execFileSync(nodeOf(version), [program], { encoding: 'utf8' });
        compare(`Node ${version}`, JSON.parse(found), 2);
      });
    },
  );

  for (const name of ['chromium', 'firefox'] as const satisfies BrowserName[])
    test.skipIf(lacks(name))(
      `gives the same losses and weights to the last bit in ${name}, memory shared or not`,
      nestedWorkers(name),
      async () => {
        await using site = await serve({
          '/isolated': { body: page, headers: isolated },
          '/plain': { body: page },
          '/program.js': { body: await bundle(file), headers: isolated },
        });
        await using browser = await openBrowser(name);
        for (const [path, threads] of [
          ['/isolated', 2],
          ['/plain', 1],
        ] as const) {
          const { evaluate, console: lines } = await browser.visit(site.origin + path);
          const options = JSON.stringify({ steps, threads: 2, deterministic: true });
          const found = await evaluate(`run(${options})`);
          expect(lines).toEqual([]);
          expect(await evaluate('crossOriginIsolated')).toBe(path === '/isolated');
          compare(`${browser.version} at ${path}`, found as SmallRun, threads); // what the program answers
        }
      },
    );
});
