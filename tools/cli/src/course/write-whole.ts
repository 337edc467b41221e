import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError } from '../command-error.ts';

/**
 * Writes a file whole or not at all: to a temporary name beside it, to the disk, then renamed. Whoever reads the file
 * meets the old text or the new one, also when this process is killed half-way. Makes the folders above it.
 */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const part = join(dirname(file), `.${process.pid}-${Math.round(performance.now() * 1000)}.part`);
  try {
    mkdirSync(dirname(file), { recursive: true });
    const handle = openSync(part, 'wx');
    try {
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(part, file);
  } catch (error) {
    try {
      rmSync(part, { force: true });
    } catch {} // what is not there need not go
    throw notWritable(file, error);
  }
}

/** The error of node:fs as a sentence with its cure, where it is one of the usual ones. */
export function notWritable(file: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code; // what node:fs throws
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new CommandError(
      `Cannot write ${file}: no permission (${code})`,
      'Move the folder to a place of your own, or change its owner',
    );
  if (code === 'ENOSPC') return new CommandError(`Cannot write ${file}: the disk is full`, 'Free some space');
  if (code === 'ENOTDIR' || code === 'EEXIST' || code === 'EISDIR')
    return new CommandError(`Cannot write ${file}: something else has that name (${code})`, 'Move it away');
  return error;
}
