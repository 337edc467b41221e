import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../../../..');
const cache = join(root, 'node_modules/.cache/zero-to-gpt');
const unpacked = join(cache, 'openblas');

/**
 * The folder of OpenBLAS for PyTorch's process, unpacked from Debian's libopenblas0-openmp and not installed; null where
 * there is none yet. Debian's PyTorch otherwise takes whatever libblas.so.3 is installed: the reference BLAS is fifteen
 * times slower, and OpenBLAS with threads of its own fights with PyTorch's.
 */
export function findOpenBLAS(): string | null {
  const [library] = globSync('usr/lib/*/openblas-openmp/libblas.so.3', { cwd: unpacked });
  return library ? join(unpacked, dirname(library)) : null;
}

/** Fetches it with apt-get, which needs no rights for that. False where apt-get cannot. */
export function fetchOpenBLAS(): boolean {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'openblas-'));
  const run = (command: string, args: string[]) =>
    spawnSync(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' }).status === 0;
  try {
    if (!run('apt-get', ['download', 'libopenblas0-openmp'])) return false;
    const [file] = globSync('*.deb', { cwd: folder });
    if (!file || !run('dpkg-deb', ['-x', file, 'files'])) return false;
    rmSync(unpacked, { recursive: true, force: true });
    renameSync(join(folder, 'files'), unpacked);
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
