import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchContext, reduce } from '@zero-to-gpt/build/bench';
import type { NotedRow } from '../comparison.ts';

const repository = join(import.meta.dirname, '../../../..');
const work = join(repository, 'tools/site/.site');

/** Seconds that two chapters may take from nothing, on a quiet machine. */
const limit = 60;
const chapters = ['linalg', 'linreg'];
const rounds = 3;

/** Milliseconds of each step, and their `total`. */
type Times = Readonly<Record<string, number>>;

/**
 * How long `npm run site:build` takes for two chapters once the packages are built: `site-cold` with nothing left of
 * earlier builds, so that packages are published and installed and the reference is written anew; `site-again` with
 * their results in place, as where a lesson has changed.
 */
export function bench({ log }: BenchContext): NotedRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-site-'));
  try {
    const cold: Times[] = [];
    const again: Times[] = [];
    for (let i = 0; i < rounds; i++) {
      forget();
      for (const runs of [cold, again]) {
        const times = build(join(folder, 'site'));
        runs.push(times);
        log(`round ${i + 1}, ${runs === cold ? 'cold' : 'again'}: ${describe(times)}`);
      }
    }
    return [row('site-cold/limit', cold), row('site-again/limit', again)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Removes what builds have left for the next one. */
function forget(): void {
  for (const name of ['built', 'cache', 'engine', 'fresh', 'packed', 'pages', 'public', 'reference'])
    rmSync(join(work, name), { recursive: true, force: true });
}

function build(out: string): Times {
  const program = ['--conditions=@zero-to-gpt/source', 'tools/site/build/main.ts', 'build', '--json'];
  const args = [...program, '--chapters', chapters.join(','), '--out', out];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: repository, encoding: 'utf8' });
  if (status !== 0) throw new Error(`Cannot measure site:build: status ${status}\n${stdout}${stderr}`);
  return (JSON.parse(stdout) as { times: Times }).times; // the program's own answer
}

function row(id: string, runs: readonly Times[]): NotedRow {
  const pairs = runs.map(({ total = Number.NaN }) => ({ ours: total / 1000, peer: limit }));
  const middle = [...runs].sort((a, b) => a.total! - b.total!)[Math.floor(runs.length / 2)]!; // there are some
  return { ...reduce(id, pairs, 's'), note: `${describe(middle)}; packages and reference are made side by side` };
}

const describe = (times: Times): string =>
  Object.entries(times)
    .map(([step, ms]) => `${step} ${(ms / 1000).toFixed(1)} s`)
    .join(', ');
