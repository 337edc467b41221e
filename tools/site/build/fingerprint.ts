import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A set of files: patterns below a folder, less what lies in the folders named. */
export interface FileSet {
  readonly folder: string;
  readonly files: readonly string[];
  /** Names of folders that do not count. */
  readonly except?: readonly string[];
}

/** Changes with the name and the content of every file of the sets, and with nothing else. */
export function fingerprint(sets: readonly FileSet[]): string {
  const hash = createHash('sha256');
  for (const { folder, files, except = [] } of sets) {
    const exclude = ({ name }: { name: string }): boolean => except.includes(name);
    const paths = globSync([...files], { cwd: folder, withFileTypes: true, exclude })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const path of paths)
      hash
        .update(`${relative(folder, path)}\0`)
        .update(readFileSync(path))
        .update('\0');
    hash.update('\0');
  }
  return hash.digest('hex');
}
