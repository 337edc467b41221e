// node vitepress-build.ts BASE OUT
// VitePress in a process of its own: it changes NODE_ENV and loads what it has bundled, once and for good.
import { build } from 'vitepress';
import { siteRoot } from './paths.ts';

const [base = '/', outDir = ''] = process.argv.slice(2);
try {
  await build(siteRoot, { base, outDir });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1); // VitePress leaves a compiler waiting
}
