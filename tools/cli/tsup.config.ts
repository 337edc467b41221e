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
  sourcemap: false,
  minify: true,
  // what is bundled may be CommonJS that requires Node's own modules
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
