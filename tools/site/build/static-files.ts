import { copyFileSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * Writes what every host of the site needs beside its pages: the service worker that isolates pages where the host
 * sends no headers of its own, and the file that keeps GitHub Pages from leaving out what begins with `_`.
 */
export function writeStaticFiles(folder: string): void {
  mkdirSync(folder, { recursive: true });
  copyFileSync(require.resolve('coi-serviceworker'), join(folder, 'coi-serviceworker.js'));
  writeFileSync(join(folder, '.nojekyll'), '');
}

/** Copies all files of a folder into another one. */
export function copyInto(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true });
}
