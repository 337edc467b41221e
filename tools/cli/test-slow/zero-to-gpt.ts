import { spawnSync } from 'node:child_process';
import type { Registry } from '@zero-to-gpt/build/registry';

/** Types `npx zero-to-gpt …` in a folder where it is installed. */
export function zeroToGpt(
  registry: Registry,
  cwd: string,
  ...words: string[]
): { status: number | null; stdout: string; stderr: string } {
  const { CI: _, ...env } = registry.env;
  return spawnSync('npx', ['--no-install', 'zero-to-gpt', ...words], {
    ...{ cwd, env, encoding: 'utf8', maxBuffer: 2 ** 26, shell: process.platform === 'win32' },
  });
}
