import { defineConfig, type ViteUserConfig } from 'vitest/config';

const conditions = ['@zero-to-gpt/source', 'import', 'module', 'node', 'default'];

/** `root` is the package folder: vitest.config.ts says `export default preset(import.meta.dirname)`. */
export function preset(root: string): ViteUserConfig {
  return defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: { root, include: ['test/**/*.test.ts', '.doctest/*.test.ts'] },
  });
}
