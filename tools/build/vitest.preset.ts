import { join } from 'node:path';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

type Plugin = NonNullable<ViteUserConfig['plugins']>[number];

/** Tests run the sources, of their own package and of the others: nothing has to be built first. */
const conditions = ['@zero-to-gpt/source', 'import', 'module', 'node', 'default'];

/**
 * `root` is the package folder: its vitest.config.ts says `export default preset(import.meta.dirname)`.
 * A chapter with lessons gives the plugin that makes them test files, `{ lessons: lessons() }` of
 * `@zero-to-gpt/lesson-kit/vitest`. (lesson-kit is tested with this package, so this package cannot import it.)
 */
export function preset(root: string, { lessons }: { lessons?: Plugin } = {}): ViteUserConfig {
  return defineConfig({
    plugins: lessons ? [lessons] : [],
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      root,
      include: ['test/**/*.test.ts', '.doctest/*.test.ts', ...(lessons ? ['lesson/*.md'] : [])],
      setupFiles: lessons ? [join(import.meta.dirname, 'fused.setup.ts')] : [],
      // Maglev of V8 13.6 (Node 24) now and then compiles a wrong loop over strided float64 arrays: 3 of 100 runs of
      // linalg's random layouts, and none without it. Tests that compare must be able to trust their plain loops.
      execArgv: ['--no-maglev'],
      testTimeout: 300_000, // no test asserts a time; a loaded machine is no failure
      hookTimeout: 300_000,
    },
  });
}

/** A project of tests that run what was built, in processes of their own: files of `test-slow` folders. */
export function slow(
  root: string,
  test: { name: string; include: string[]; fileParallelism: boolean },
): ViteUserConfig {
  return defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: { root, testTimeout: 900_000, hookTimeout: 900_000, ...test },
  });
}
