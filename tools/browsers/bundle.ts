import { build } from 'esbuild';

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
