import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { namespacesApart, namespacesOf } from '../namespaces.ts';

const files = {
  'src/index.ts': `export * as rules from './rules/index.ts';\nexport { one } from './one.ts';\n`,
  'src/demo.ts': `export * as rules from './rules/index.ts';\nexport * from './one.ts';\n`,
  'src/one.ts': `import * as rules from './rules/index.ts';\nexport const one = () => rules.exp() + 'ONE';\n`,
  'src/rules/index.ts': `export const exp = () => 'EXP';\nexport const log = () => 'LOG';\n`,
};
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zero-to-gpt-namespaces-'));
  mkdirSync(join(root, 'src/rules'), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const entries = () => ['index', 'demo'].map((name) => join(root, `src/${name}.ts`));

/** Builds the package into `dist`, then a user's program that imports it; returns the program's text. */
async function use(program: string, plugins: Plugin[], entryPoints: string[]): Promise<string> {
  const esm = { bundle: true, format: 'esm', splitting: true, absWorkingDir: root, logLevel: 'silent' } as const;
  await build({ ...esm, entryPoints, outdir: 'dist', outbase: 'src', plugins });
  const { outputFiles } = await build({
    ...esm,
    splitting: false,
    stdin: { contents: program, resolveDir: root },
    write: false,
  });
  return outputFiles[0]!.text;
}

test('namespacesOf() lists what entry points export whole, each once', () => {
  expect(namespacesOf(entries())).toEqual([join(root, 'src/rules/index.ts')]);
});

test('a name that is imported brings no member of a namespace that it does not use', async () => {
  const built = [...entries(), ...namespacesOf(entries())];
  const bundle = await use(`export { one } from './dist/index.js'`, [namespacesApart(entries())], built);
  expect(bundle).toContain('ONE');
  expect(bundle).toContain('EXP'); // `one` calls it
  expect(bundle).not.toContain('LOG');
});

test('a namespace that is imported has its members, the same ones as inside the package', async () => {
  const built = [...entries(), ...namespacesOf(entries())];
  const program = `import { one, rules } from './dist/index.js';\nimport * as demo from './dist/demo.js';
export const seen = [one(), Object.keys(rules), rules === demo.rules, one === demo.one];`;
  const bundle = await use(program, [namespacesApart(entries())], built);
  const { seen } = (await import(`data:text/javascript,${encodeURIComponent(bundle)}`)) as { seen: unknown };
  expect(seen).toEqual(['EXPONE', ['exp', 'log'], true, true]);
});

test('bundled into its package a namespace brings all its members: why they stand apart', async () => {
  expect(await use(`export { one } from './dist/index.js'`, [], entries())).toContain('LOG');
});
