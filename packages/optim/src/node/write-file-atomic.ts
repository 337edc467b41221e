import { basename, dirname, join } from 'node:path';
import { checkOptions } from '@zero-to-gpt/linalg';
import { disk, type FileSystem, reasonOf } from './file-system.ts';

/** Options of `writeFileAtomic`. */
export interface WriteFileOptions {
  /** Where to write. */
  readonly fileSystem?: FileSystem;
}

let written = 0;

/**
 * Writes a file so that others, and a crash at any moment, see the old content or the new one, never a part: into
 * `.tmp-…` beside it, onto the disk, then renamed. Text is written as UTF-8,
 * a list of bytes one after the other.
 * @throws Error that names the file and the reason, the old content being untouched
 */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array | readonly Uint8Array[],
  options: WriteFileOptions = {},
): Promise<void> {
  const { fileSystem = disk } = checkOptions('writeFileAtomic', options, ['fileSystem']);
  const folder = dirname(path);
  const temporary = join(folder, `.tmp-${basename(path)}-${process.pid}-${written++}`);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const parts = bytes instanceof Uint8Array ? [bytes] : bytes;
  try {
    await fileSystem.makeFolder(folder);
    await fileSystem.write(temporary, parts);
    await fileSystem.rename(temporary, path);
    await fileSystem.syncFolder(folder);
  } catch (cause) {
    await fileSystem.remove(temporary).catch(() => {}); // the first error is the one to tell
    throw new Error(`Cannot write ${path}: ${reasonOf(cause)}`, { cause });
  }
}
