import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Bundles `value.ts` and `schedules.ts` of `widgets/kit` each by itself, so that only what they export is in them. esbuild
 * splits by files: a piece that took one class from a package would otherwise share a chunk with all who use the package,
 * and load all of it.
 */
export const alone: Plugin = {
  name: 'alone',
  setup(it) {
    const { absWorkingDir = process.cwd(), plugins = [], conditions = [] } = it.initialOptions;
    it.onLoad({ filter: /[\\/]widgets[\\/]kit[\\/](?:value|schedules)\.ts$/ }, async ({ path }) => {
      const { outputFiles, metafile } = await it.esbuild.build({
        entryPoints: [path],
        absWorkingDir,
        bundle: true,
        write: false,
        metafile: true,
        format: 'esm',
        target: 'es2022',
        conditions,
        tsconfigRaw: {},
        external: ['node:*'],
        plugins: plugins.filter(({ name }) => name !== 'alone'),
      });
      const watchFiles = Object.keys(metafile.inputs).map((file) => join(absWorkingDir, file));
      return { contents: outputFiles[0]!.text, loader: 'js', watchFiles };
    });
  },
};
