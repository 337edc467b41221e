import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchContext, interleave, milliseconds, type Row } from '@zero-to-gpt/build/bench';
import { LearnerFolder } from './learner-folder.ts';

const repository = join(import.meta.dirname, '../../../..');

/** Exercises that are checked, by the folder in which the learner's file lies. */
const exercises = {
  'linalg/matmul': '01-linalg/matmul.ts',
  'linreg/mini-batches': '02-linreg/mini-batches.ts',
} as const;

/**
 * How long a learner waits for an answer: `zero-to-gpt check` from the start of the command to its end, without and
 * with TypeScript, which is asked beside the check. The peer is one run of vitest on the same check.
 */
export async function bench({ log }: BenchContext): Promise<Row[]> {
  using folder = new LearnerFolder();
  const rows: Row[] = [];
  const run = (...words: string[]): void => {
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder.root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`Cannot measure ${words.join(' ')}: status ${status}\n${stdout}${stderr}`);
  };
  const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
  const command = join(repository, 'tools/cli/dist/cli.js');
  for (const [key, file] of Object.entries(exercises)) {
    const [chapter = '', id = ''] = key.split('/');
    const home = join(repository, 'packages', chapter, 'exercises', id);
    const test = `${id}.test.ts`;
    folder.write(file, readFileSync(join(home, 'solution.ts'), 'utf8'));
    folder.write(test, sameCheck(join(home, 'check.ts'), join(folder.root, file)));
    const peer = (): Promise<number> => milliseconds(() => run(vitest, 'run', test));
    const ours = (...words: string[]): Promise<number> => milliseconds(() => run(command, 'check', key, ...words));
    rows.push(await interleave(`check-${id}/vitest`, { ours: () => ours('--no-types'), peer }));
    rows.push(await interleave(`check-${id}-types/vitest`, { ours: () => ours(), peer }));
  }
  const slowest = Math.max(...rows.map((row) => row.ours));
  log(`an answer takes ${slowest.toFixed(0)} ms at most here; a quiet machine should stay below 1000 ms`);
  return rows;
}

/** A test file that runs an exercise's check on the learner's file. */
function sameCheck(check: string, mine: string): string {
  return `import { expect, test } from 'vitest';
import check from ${JSON.stringify(check)};
import * as mine from ${JSON.stringify(mine)};
test('passes', async () => expect((await check.run(mine)).failure).toBeUndefined());
`;
}
