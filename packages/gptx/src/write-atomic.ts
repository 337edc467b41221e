import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileError } from './file-error.ts';

/**
 * Writes a whole file or nothing: under a temporary name beside it, flushed to the disk, then renamed.
 * Whoever reads `path` meanwhile sees the old content or the new, never a part.
 *
 * @throws Error with the reason (full disk, permission …); the temporary file is gone then
 */
export function writeAtomic(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(temporary, 'w');
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw fileError(`write ${path}`, error);
  }
}
