import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'esbuild';

/** The files that entry points export whole: `export * as rules from './rules/index.ts'`. */
export function namespacesOf(entries: readonly string[]): string[] {
  const found = entries.flatMap((entry) =>
    [...readFileSync(entry, 'utf8').matchAll(/^export \* as \w+ from '(\.[^']+)';$/gm)].map(([, path]) =>
      join(dirname(entry), path!),
    ),
  );
  return [...new Set(found)];
}

/**
 * Leaves those files modules of their own, next to the entry points that export them. Bundled, a namespace becomes an
 * object, which holds on to all its members whatever a user imports; from a module, bundlers leave out what nobody uses.
 */
export function namespacesApart(entries: readonly string[]): Plugin {
  const exporters = new Set(entries.map((entry) => resolve(entry)));
  const namespaces = new Set(namespacesOf(entries).map((file) => resolve(file)));
  return {
    name: 'namespaces apart',
    setup(build) {
      build.onResolve({ filter: /^\..*\.ts$/ }, ({ path, importer, resolveDir }) =>
        exporters.has(importer) && namespaces.has(resolve(resolveDir, path))
          ? { path: path.replace(/\.ts$/, '.js'), external: true }
          : undefined,
      );
    },
  };
}
