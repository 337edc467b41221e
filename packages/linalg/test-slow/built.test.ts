import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { bundleWithVite, isolated, nodeOf, nodeVersions, openBrowser, serve } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const file = join(import.meta.dirname, 'built.program.ts');
const esm = stripTypeScriptTypes(readFileSync(file, 'utf8'));
const cjs = esm.replace(/^import (\{.+\}) from ('.+');$/m, 'const $1 = require($2);');
const runs = 'JSON.stringify([run(1), run(3)])';

/** What a program says on a Node, in a process of its own. */
function say(node: string, type: 'module' | 'commonjs', program: string): unknown {
  const args = [`--input-type=${type}`, '-e', `${program};console.log(${runs})`];
  return JSON.parse(execFileSync(node, args, { cwd: root, encoding: 'utf8' }));
}

describe('the built package', () => {
  let sum: number;
  beforeAll(() => {
    [[sum]] = say(process.execPath, 'module', esm) as [[number]]; // what the program prints
    expect(sum).toBeGreaterThan(0.9);
  });

  describe.skipIf(process.platform !== 'linux' || lacks('registry'))(
    'gives the same bits as ESM and CommonJS on',
    () => {
      test.for(nodeVersions)('Node %s', (version) => {
        const both = (['module', 'commonjs'] as const).map((type) =>
          say(nodeOf(version), type, type === 'module' ? esm : cjs),
        );
        const wanted = [
          [sum, 1],
          [sum, 3],
        ];
        expect(both).toEqual([wanted, wanted]);
      });
    },
  );

  for (const name of ['chromium', 'firefox'] as const)
    test.skipIf(lacks(name))(
      `gives them in ${name} by Vite and by an import map, with threads and without`,
      async () => {
        const importMap = JSON.stringify({ imports: { '@zero-to-gpt/linalg': '/dist/index.js' } });
        const pages = {
          vite: '<!doctype html><script src="/vite.js"></script>',
          map: `<!doctype html><script type="importmap">${importMap}</script><script type="module">${esm}</script>`,
        };
        const built = globSync('dist/**/*.js', { cwd: root }).map(
          (path) => [`/${path}`, { body: readFileSync(join(root, path), 'utf8') }] as const,
        );
        await using site = await serve({
          '/vite.js': { body: await bundleWithVite(file) },
          ...Object.fromEntries(built),
          ...Object.fromEntries(
            Object.entries(pages).flatMap(([kind, body]) => [
              [`/isolated/${kind}`, { body, headers: isolated }],
              [`/plain/${kind}`, { body }],
            ]),
          ),
        });
        await using browser = await openBrowser(name);
        for (const kind of Object.keys(pages))
          for (const [where, most] of [
            ['isolated', 3],
            ['plain', 1],
          ] as const) {
            const page = await browser.visit(`${site.origin}/${where}/${kind}`);
            expect(JSON.parse(String(await page.evaluate(runs)))).toEqual([
              [sum, 1],
              [sum, most],
            ]);
            expect(page.console).toEqual([]);
            await page.close();
          }
      },
    );
});
