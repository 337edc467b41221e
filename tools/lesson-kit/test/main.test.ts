import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const run = (...args: string[]) => {
  const program = [join(import.meta.dirname, '../src/main.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8' });
  return { status, stdout, stderr };
};

test('lesson-kit says how it is used, and what it wants in one line', () => {
  expect(run('--help')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Usage: lesson-kit notebook|json FILE…'),
  });
  expect(run('print')).toEqual({ status: 1, stdout: '', stderr: 'Cannot run "print": wanted notebook or json\n' });
});
