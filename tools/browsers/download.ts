import { gzipSync } from 'node:zlib';
import { build, type Plugin as EsbuildPlugin } from 'esbuild';
import { build as buildWithVite, type Rolldown, type Plugin as VitePlugin } from 'vite';

/** What users download, in bytes after gzip, for each bundler. */
export interface Download {
  /** By esbuild. */
  readonly esbuild: number;
  /** By Vite, which bundles with Rolldown. */
  readonly vite: number;
}

/**
 * What a page downloads at first for a program that imports packages as they are built: bundled and minified. What is
 * imported by `import()` comes later, and so does not count.
 * @param program JavaScript or TypeScript without imports of files
 * @param folder where its packages are looked up
 */
export async function download(program: string, folder: string): Promise<Download> {
  const [esbuild, vite] = await Promise.all([byEsbuild(program, folder), byVite(program, folder)]);
  return { esbuild: compressed(esbuild), vite: compressed(vite) };
}

const compressed = (text: string): number => gzipSync(text, { level: 9 }).length;

async function byEsbuild(contents: string, resolveDir: string): Promise<string> {
  const later: EsbuildPlugin = {
    name: 'later',
    setup: (it) =>
      it.onResolve({ filter: /.*/ }, ({ path, kind }) =>
        kind === 'dynamic-import' ? { path, external: true } : undefined,
      ),
  };
  const { outputFiles } = await build({
    stdin: { contents, resolveDir, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: ['node:*'],
    plugins: [later],
    minify: true,
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

async function byVite(contents: string, root: string): Promise<string> {
  const id = `${root}/program.ts`;
  const program: VitePlugin = {
    name: 'program',
    enforce: 'pre',
    resolveId: (path) => (path === id ? id : undefined),
    load: (path) => (path === id ? contents : undefined),
  };
  const built = await buildWithVite({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [program],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: id, preserveEntrySignatures: 'strict', external: /^node:/ },
    },
  });
  const { output } = built as Rolldown.RolldownOutput; // one format is built, and not watched
  const chunks = new Map(output.filter((it) => it.type === 'chunk').map((it) => [it.fileName, it]));
  const first = new Set(output.flatMap((it) => (it.type === 'chunk' && it.isEntry ? [it.fileName] : [])));
  for (const file of first) for (const path of chunks.get(file)?.imports ?? []) if (chunks.has(path)) first.add(path);
  return [...first].map((file) => chunks.get(file)!.code).join('\n');
}
