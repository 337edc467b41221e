import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CourseFolder } from '../course-folder.ts';
import { runCommand } from '../run-command.ts';

let folder: CourseFolder;
beforeAll(() => {
  folder = new CourseFolder();
});
afterAll(() => folder[Symbol.dispose]());

/** In a process of its own, for a demo prints to the terminal itself. */
function run(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const cli = join(import.meta.dirname, '../../src/cli.ts');
  const args = ['--conditions=@zero-to-gpt/source', cli, 'run', ...words];
  return spawnSync(process.execPath, args, { cwd: folder.root, encoding: 'utf8' });
}

describe('run', () => {
  test('runs the demo of a chapter', () => {
    expect(run('linreg')).toMatchObject({ status: 0, stdout: 'line: 1 1\n' });
  });

  test("runs a demo on the learner's own earlier chapter", () => {
    folder.write(
      'mine.ts',
      'export const zeros = () => [0];\nexport const ones = (n: number): string[] => Array(n).fill("mine");\n',
    );
    expect(run('linreg', '--with', 'linalg=./mine')).toMatchObject({ status: 0, stdout: 'line: mine mine\n' });
    expect(run('linalg', '--with', 'linalg=./mine')).toMatchObject({ status: 0, stdout: 'ones: mine mine mine\n' });
  });

  test("a module of the learner's may build on ours", () => {
    folder.write('half/index.ts', "export * from './parts.ts';\nexport const ones = (): string[] => ['half'];\n");
    folder.write('half/parts.ts', "export * from '@zero-to-gpt/linalg';\n");
    expect(run('linreg', '--with', 'linalg=./half')).toMatchObject({ status: 0, stdout: 'line: half\n' });
    folder.write('half.ts', "export * from '@zero-to-gpt/linalg';\n");
    expect(run('linreg', '--with', 'linalg=./half.ts')).toMatchObject({ status: 0, stdout: 'line: 1 1\n' });
  });

  test('lists every name that the module lacks', async () => {
    folder.write('none.ts', 'export const one = 1;\n');
    const { status, err } = await runCommand(folder.root, 'run', 'linreg', '--with=linalg=./none');
    expect(status).toBe(2);
    expect(err).toContain('2 names are missing\n\n  zeros\n  ones');
  });

  test('tells what the module throws while it is loaded', async () => {
    folder.write('bad.ts', "throw new Error('not yet');\n");
    const { status, err } = await runCommand(folder.root, 'run', 'linreg', '--with', 'linalg=./bad');
    expect(status).toBe(2);
    expect(err).toContain('not yet (bad.ts:1:7)');
  });

  test('wants a chapter, a file, and no later chapter', async () => {
    expect((await runCommand(folder.root, 'run')).status).toBe(2);
    expect((await runCommand(folder.root, 'run', 'linrge')).err).toContain('did you mean linreg?');
    const { err } = await runCommand(folder.root, 'run', 'linreg', '--with', 'linalg');
    expect(err).toContain('wanted a chapter and a file, such as linalg=./mine');
    const later = await runCommand(folder.root, 'run', 'linalg', '--with', 'linreg=./mine');
    expect(later.err).toContain('linreg is a later chapter');
  });
});
