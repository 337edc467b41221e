import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A Node of each line that our packages run on: the newest of its line when this was written. */
export const nodeVersions = ['20.20.2', '22.23.3', '24.21.0', '26.10.0'] as const;

/** Where they lie, out of git's sight. */
const folder = join(import.meta.dirname, 'node_modules/.cache/nodes');

/** The path of a Node of that version, from the registry the first time (Linux only: npm has no others). */
export function nodeOf(version: string): string {
  const name = `node-linux-${process.arch}`;
  const prefix = join(folder, version);
  const binary = join(prefix, 'node_modules', name, 'bin/node');
  if (existsSync(binary)) return binary;
  const fresh = `${prefix}.${process.pid}`; // of several that ask at once, one is the first to be done
  mkdirSync(fresh, { recursive: true });
  const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', '--prefix', fresh, ...flags, `${name}@${version}`], { stdio: 'inherit' });
  try {
    renameSync(fresh, prefix);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(binary)) throw error;
  }
  return binary;
}
