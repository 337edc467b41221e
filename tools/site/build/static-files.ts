import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { siteRoot } from './paths.ts';

const require = createRequire(import.meta.url);

/**
 * Writes what every host of the site needs beside its pages: the service worker that isolates pages where the host
 * sends no headers of its own, the file that keeps GitHub Pages from leaving out what begins with `_`, our pictures.
 */
export function writeStaticFiles(folder: string): void {
  mkdirSync(folder, { recursive: true });
  copyFileSync(require.resolve('coi-serviceworker'), join(folder, 'coi-serviceworker.js'));
  for (const picture of ['logo.svg', 'favicon.svg'])
    if (existsSync(join(siteRoot, 'theme', picture)))
      copyFileSync(join(siteRoot, 'theme', picture), join(folder, picture));
  writeFileSync(join(folder, '.nojekyll'), '');
}

/** Copies all that is in a folder into another one, but for what is named. */
export function copyInto(from: string, to: string, except: readonly string[] = []): void {
  const names = readdirSync(from).filter((name) => !except.includes(name));
  for (const name of names) cpSync(join(from, name), join(to, name), { recursive: true });
}
