// node tiny-site.ts ROOT
// Builds the site of the one lesson that lies in ROOT/chapter, with the real VitePress, into ROOT/dist.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vitepress';
import { writePages } from '../../build/pages.ts';
import { ChangedFiles } from '../../build/write-changed.ts';

const [root = ''] = process.argv.slice(2);
const site = join(root, '.site');
const config = new URL('../../vitepress/config.ts', import.meta.url).href;
mkdirSync(join(root, '.vitepress'), { recursive: true });
writeFileSync(
  join(root, '.vitepress/config.mjs'),
  `const config = ${JSON.stringify(config)};
const { siteConfig } = await import(config);
export default siteConfig(${JSON.stringify(root)});
`,
);
const folder = join(root, 'chapter');
writePages({
  source: { kind: 'sources', chapters: [{ name: 'linalg', folder }], resolveFrom: root, conditions: [] },
  site,
});
// stands in for the reference, and for the home page, which speaks of chapters that are not here
const others = new ChangedFiles(join(site, 'pages'));
for (const page of ['api/index.md', 'api/linalg/index.md', 'index.md', 'about.md']) others.write(page, '# Page\n');
await build(root, { base: '/tiny/', outDir: join(root, 'dist') });
