import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, publishedFolders } from '../../build/packed.ts';
import { siteRoot, work } from '../../build/paths.ts';
import { buildSite, serveSite } from '../../build/site.ts';

/** Where the site that is tested begins: below the root of its host, as on GitHub's pages. */
export const base = '/course/';

/** The folder of the build that all tests share. */
export const out: string = join(work, 'test');

/** The build, on a server. */
export interface Served extends AsyncDisposable {
  readonly origin: string;
  /** The whole address of a path below the base. */
  at(path: string): string;
}

/** Serves the site from the packed packages; the first of a run builds it, the others find it. */
export async function serveBuilt({ isolated = true } = {}): Promise<Served> {
  await build();
  const server = await serveSite(out, { base, isolated });
  return {
    origin: server.origin,
    at: (path) => server.url + path,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function build(): Promise<void> {
  const mark = join(work, 'test.fingerprint');
  const wanted = inputs();
  if (existsSync(join(out, 'index.html')) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  await buildSite({ base, out });
  mkdirSync(work, { recursive: true });
  writeFileSync(mark, wanted);
}

/** Changes with every file that a build reads. */
function inputs(): string {
  const hash = createHash('sha256').update(fingerprint(publishedFolders()));
  const folders = '{.vitepress,build,editor,exercise,markdown,pages,runtime,shared,theme,vitepress,widgets,worker}';
  for (const file of globSync([`${folders}/**/*.*`, 'package.json'], { cwd: siteRoot }).sort())
    if (!/\b(cache|node_modules)\b/.test(file)) hash.update(`${file}\0`).update(readFileSync(join(siteRoot, file)));
  return hash.digest('hex');
}
