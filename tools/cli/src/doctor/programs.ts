import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Finding } from './finding.ts';

/** Where a program lies: on the PATH, or at one of further places. */
export function findProgram(names: readonly string[], further: readonly string[] = []): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.flatMap((folder) => endings.map((end) => join(folder, name + end))));
  return [...onPath, ...further].find((path) => existsSync(path));
}

/** First line that a program prints about its version; undefined where it prints none within five seconds. */
export function versionOf(path: string): string | undefined {
  const { stdout, status } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 5000 });
  return status === 0 ? stdout.trim().split('\n')[0] : undefined;
}

const browsers = [
  'chromium',
  'google-chrome',
  'google-chrome-stable',
  'chromium-browser',
  'msedge',
  'firefox',
  'firefox-esr',
];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** A browser for the lessons' pages. */
export function browser(): Finding {
  const means = 'lessons with cells that you can change and run';
  const path = findProgram(browsers, elsewhere);
  return path
    ? { name: 'Browser', state: 'works', found: path, means }
    : {
        name: 'Browser',
        state: 'missing',
        found: 'none in the usual places',
        means,
        cure: 'Install Chrome or Firefox',
      };
}

/** MPI, for training on several machines. */
export function mpi(): Finding {
  const means = 'training on several machines (chapter distributed); one machine needs none';
  const path = findProgram(['mpirun', 'mpiexec']);
  const found = path && (versionOf(path) ?? path);
  if (found) return { name: 'MPI', state: 'works', found, means };
  const cures = { linux: 'apt-get install openmpi-bin', darwin: 'brew install open-mpi' } as Partial<
    Record<string, string>
  >; // other systems have none
  const cure = cures[process.platform] ?? 'Install Open MPI or Microsoft MPI';
  return { name: 'MPI', state: 'missing', found: 'no mpirun', means, cure };
}
