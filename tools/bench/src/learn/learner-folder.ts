import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const repository = join(import.meta.dirname, '../../../..');
const links = {
  '@zero-to-gpt/check': 'tools/check',
  '@zero-to-gpt/linalg': 'packages/linalg',
  '@zero-to-gpt/linreg': 'packages/linreg',
  'zero-to-gpt': 'tools/cli',
  typescript: 'node_modules/typescript7',
  vitest: 'node_modules/vitest',
} as const;

/** A learner's folder with the chapters as they were built, as `zero-to-gpt init` makes it; goes away when disposed. */
export class LearnerFolder implements Disposable {
  readonly root: string = mkdtempSync(join(tmpdir(), 'zero-to-gpt-bench-'));

  constructor() {
    const command = join(repository, 'tools/cli/dist/cli.js');
    const words = [command, 'init', '--no-install', '--chapters', 'linalg,linreg'];
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: this.root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`Cannot make a learner's folder: ${stderr}`);
    for (const [name, target] of Object.entries(links)) {
      const link = join(this.root, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(repository, target), link, 'dir');
    }
  }

  /** Writes a file. */
  write(path: string, text: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
