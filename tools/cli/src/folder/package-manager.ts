import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../command-error.ts';

/** A program that installs packages from npm's registry. */
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

const lockfiles = {
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'package-lock.json': 'npm',
} as const;

/** The package manager of a folder by its lockfile, else the one that this command was started with. */
export function packageManager(folder: string): PackageManager {
  for (const [file, manager] of Object.entries(lockfiles)) if (existsSync(join(folder, file))) return manager;
  const agent = process.env.npm_config_user_agent ?? '';
  return Object.values(lockfiles).find((manager) => agent.startsWith(`${manager}/`)) ?? 'npm';
}

/** Installs packages into a folder and names them in its package.json. */
export async function install(folder: string, packages: readonly string[]): Promise<void> {
  const manager = packageManager(folder);
  const words = [manager === 'npm' ? 'install' : 'add', ...packages];
  const status = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(manager, words, { cwd: folder, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
    child.on('error', reject);
    child.on('close', resolve);
  }).catch((error: unknown) => {
    throw new CommandError(`Cannot start ${manager}: ${error instanceof Error ? error.message : error}`);
  });
  if (status !== 0)
    throw new CommandError(
      `Cannot install ${packages.join(' ')}: ${manager} ended with status ${status}`,
      `Look at what it said, then go on with: cd ${folder} && ${manager} install && npx zero-to-gpt start`,
    );
}
