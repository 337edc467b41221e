import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Throws where `folder` holds what is not a site of ours: replacing it would lose that. */
export function checkReplaceable(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0 || existsSync(join(folder, 'zg/manifest.json'))) return;
  throw new RangeError(`Cannot write the site to ${folder}: it holds other files, wanted an empty folder or a site`);
}

/** Puts `fresh` in the place of `folder` at once: who looks finds the old one or the new one, and no half of either. */
export function replaceFolder(fresh: string, folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  const near = `${folder}.new`;
  const old = `${folder}.old`;
  for (const left of [near, old]) rmSync(left, { recursive: true, force: true });
  move(fresh, near);
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(near, folder);
  rmSync(old, { recursive: true, force: true });
}

/** Also from one disk to another. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error; // a system error has a code
    cpSync(from, to, { recursive: true });
    rmSync(from, { recursive: true, force: true });
  }
}
