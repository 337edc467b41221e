import { basename, join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { expect, test } from 'vitest';
import { alone } from '../../build/alone.ts';

const root = join(import.meta.dirname, '../..');

/** Bytes that a piece loads before a press, beside modules that have all of chapters 5 and 6. */
async function bytesOf(piece: string, plugins: Plugin[]): Promise<number> {
  const settings = {
    entryPoints: {
      piece: join(root, `widgets/${piece}.ts`),
      autograd: '@zero-to-gpt/autograd',
      optim: '@zero-to-gpt/optim',
    },
    absWorkingDir: root,
    outdir: root,
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['@zero-to-gpt/source'],
    external: ['node:*'],
    plugins,
  } as const satisfies BuildOptions;
  const { outputs } = (await build(settings)).metafile;
  const loaded = new Set(Object.keys(outputs).filter((file) => basename(file) === 'piece.js'));
  for (const file of loaded)
    for (const { path, kind } of outputs[file]!.imports) if (kind === 'import-statement') loaded.add(path);
  return [...loaded].reduce((sum, file) => sum + outputs[file]!.bytes, 0);
}

test.each(['graph', 'race', 'schedule'])('%s loads what it takes of a chapter and not all of it', async (piece) => {
  expect(await bytesOf(piece, [alone])).toBeLessThan(35_000);
  expect(await bytesOf(piece, [])).toBeGreaterThan(100_000); // what esbuild does by itself: it splits by files
});
