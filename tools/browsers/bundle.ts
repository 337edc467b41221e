import { build } from 'esbuild';
import { build as buildWithVite, type Rollup } from 'vite';

/** Options of `bundle`. */
export interface BundleOptions {
  /** `iife` for a script or a worker of a page, `esm` for Node. Default: `iife`. */
  readonly format?: 'iife' | 'esm';
}

/** A program and all that it imports as one piece of JavaScript, from the sources, for browsers and Node 20 alike. */
export async function bundle(file: string, { format = 'iife' }: BundleOptions = {}): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format,
    platform: 'neutral',
    target: 'es2022',
    conditions: ['@zero-to-gpt/source', 'import'],
    external: ['node:*'],
    minify: true,
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

/** The same by Vite and from what was built: what a user's own build does. */
export async function bundleWithVite(file: string): Promise<string> {
  const output = await buildWithVite({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: file, formats: ['iife'], name: 'program' } },
  });
  const [{ output: chunks }] = output as [Rollup.RollupOutput]; // one format is built, and not watched
  return chunks[0].code;
}
