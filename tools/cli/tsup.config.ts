import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { preset } from '@zero-to-gpt/build/tsup';

/** One file for the command: what it imports comes along, so that `npx zero-to-gpt` fetches and loads little. */
export default preset({
  entry: [],
  extra: ['src/cli.ts', 'src/child/answer.ts', 'src/child/conform.ts', 'src/child/demo.ts'],
  platform: 'node',
  noExternal: [/^(?!esbuild$|@zero-to-gpt\/check$|node:)/],
  esbuildOptions: (options) => {
    options.conditions = ['@zero-to-gpt/source', 'module'];
  },
  esbuildPlugins: [
    {
      name: 'licences of what is bundled',
      setup(build) {
        build.initialOptions.metafile = true;
        build.onEnd(({ metafile }) => {
          mkdirSync('dist', { recursive: true }); // tsup writes after this
          writeFileSync('dist/THIRD-PARTY.txt', notices(Object.keys(metafile?.inputs ?? {})));
        });
      },
    },
  ],
  sourcemap: false,
  minify: true,
  // what is bundled may be CommonJS that requires Node's own modules
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});

/** The licence of every package that bundled files come from, as each of them asks of those who pass it on. */
function notices(files: readonly string[]): string {
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  const parts = [...new Set(folders)].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license}`;
    return `${name} ${version}\n\n${text}\n`;
  });
  return `The command zero-to-gpt holds parts of these packages.\n\n${parts.sort().join(`\n${'-'.repeat(80)}\n\n`)}`;
}
