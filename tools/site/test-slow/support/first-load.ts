import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@zero-to-gpt/browsers';
import { base, out, type Served } from './served.ts';

/** Most JavaScript that a lesson may bring before the first click: bytes, gzipped. */
export const mostBytes: number = 150 * 1024;

/** The scripts that a page has asked for so far, as paths in the build, and their bytes, gzipped. */
export function scriptsOf(page: Page, site: Served): { readonly bytes: number; readonly paths: readonly string[] } {
  const paths = [...new Set(page.requests)]
    .filter((url) => url.startsWith(site.origin))
    .map((url) => new URL(url).pathname.slice(base.length))
    .filter((path) => path.endsWith('.js'));
  const bytes = paths.map((path) => gzipSync(readFileSync(join(out, path)), { level: 9 }).length);
  return { bytes: bytes.reduce((sum, one) => sum + one, 0), paths };
}
