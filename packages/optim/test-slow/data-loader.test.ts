import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, nodeOf, nodeVersions, openBrowser, serve } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// The batches of a loader, by 0 to 3 workers, in each Node and in browsers.

let program: string;
let worker: string;
let wanted: { readonly batches: unknown[]; readonly state: unknown };
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loader-'));
  program = await bundle(join(import.meta.dirname, 'loader/page.program.ts'));
  worker = await bundle(join(import.meta.dirname, 'loader/worker.program.ts'), { format: 'esm' });
  writeFileSync(join(folder, 'worker.mjs'), worker);
  writeFileSync(join(folder, 'program.cjs'), program);
  wanted = inNode(process.execPath, 'loaded(0)') as typeof wanted;
  expect(wanted.batches).toHaveLength(15);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What an expression gives in a process of its own, which has to end by itself. */
function inNode(node: string, expression: string): unknown {
  const text = `require('./program.cjs'); ${expression}.then((x) => console.log(JSON.stringify(x)))`;
  return JSON.parse(execFileSync(node, ['-e', text], { cwd: folder, encoding: 'utf8', timeout: 300_000 }));
}

const failed = {
  batches: expect.arrayContaining([
    expect.stringMatching(/^Error: Cannot load items \d+ to \d+ of epoch 0: pair 5 is broken$/),
  ]),
};

function check(run: (expression: string) => unknown, module: string): () => Promise<void> {
  return async () => {
    for (const count of [0, 1, 2, 3]) expect(await run(`loaded(${count}, '${module}')`)).toEqual(wanted);
    expect(await run(`loaded(2, '${module}', 5)`)).toMatchObject(failed);
    expect(await run(`loaded(1, '${module.replace('worker', 'nothing')}')`)).toMatchObject({
      batches: [expect.stringMatching(/^Error: Cannot load items 0 to 3 of epoch 0: worker 0 failed: .+/)],
      state: { epoch: 0, index: 0 },
    });
  };
}

describe.skipIf(process.platform !== 'linux' || lacks('registry'))('a loader hands the same batches out on', () => {
  test.for(nodeVersions)('Node %s', async (version) => {
    await check((expression) => inNode(nodeOf(version), expression), pathToFileURL(join(folder, 'worker.mjs')).href)();
  });
});

test('a process ends although its loader was left in the middle and never closed', () => {
  const module = pathToFileURL(join(folder, 'worker.mjs')).href;
  expect(inNode(process.execPath, `left('${module}')`)).toBe('{"epoch":0,"index":4}');
});

for (const name of ['chromium', 'firefox'] as const)
  test.skipIf(lacks(name))(`a loader hands the same batches out in ${name}`, async () => {
    await using site = await serve({
      '/': { body: '<!doctype html><title>loader</title><script src="/program.js"></script>' },
      '/program.js': { body: program },
      '/worker.js': { body: worker },
    });
    await using browser = await openBrowser(name);
    const page = await browser.visit(`${site.origin}/`);
    await check((expression) => page.evaluate(expression), '/worker.js')();
  });
