import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.ts';
import { publishedFiles } from './packed.ts';
import { repository, siteRoot, work } from './paths.ts';

/** Folders of tools/site that no page depends on. */
const apart = ['node_modules', 'test', 'test-slow', 'dist', 'public'];

/** Changes with everything that a build reads: the packages, the site's own files, what is installed, the options. */
export function buildFingerprint(options: unknown): string {
  const shared = ['chapters.json', 'pnpm-lock.yaml', 'typedoc.json', 'tsconfig.base.json', 'packages/*/typedoc.json'];
  const files = fingerprint([
    ...publishedFiles(),
    { folder: siteRoot, files: ['**/*', '.vitepress/*'], except: apart },
    { folder: repository, files: shared },
  ]);
  return createHash('sha256').update(files).update(JSON.stringify(options)).digest('hex');
}

const markOf = (out: string): string => join(work, 'built', createHash('sha256').update(out).digest('hex'));

/** Whether the site in `out` was built from what `wanted` stands for. */
export function builtBefore(out: string, wanted: string): boolean {
  const mark = markOf(out);
  return existsSync(join(out, 'index.html')) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted;
}

/** Notes what the site in `out` was built from; without `wanted`, that it is being built. */
export function noteBuilt(out: string, wanted?: string): void {
  mkdirSync(join(work, 'built'), { recursive: true });
  if (wanted === undefined) rmSync(markOf(out), { force: true });
  else writeFileSync(markOf(out), wanted);
}
