import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
mkdirSync(join(root, 'runs'), { recursive: true }); // git-ignored, and inside of the package: cells import its dependencies
const folder = mkdtempSync(join(root, 'runs/lessons-'));
afterAll(() => rmSync(folder, { recursive: true }));
cpSync(join(root, 'test/fixtures/chapter'), folder, { recursive: true });

interface Report {
  testResults: { name: string; assertionResults: { title: string; status: string; failureMessages: string[] }[] }[];
}

/** Runs vitest on a lesson of the folder: the title of each test and how it went. */
function run(lesson: string, env: Record<string, string> = {}): Record<string, string> {
  const config = join(root, 'test/fixtures/vitest.config.ts');
  const options = [
    '--root',
    folder,
    '--config',
    config,
    '--reporter',
    'json',
    '--outputFile',
    join(folder, 'report.json'),
  ];
  const program = join(root, 'node_modules/vitest/vitest.mjs');
  const node = [program, 'run', `lesson/${lesson}`, ...options];
  const { VITEST: _, ...outer } = process.env;
  spawnSync(process.execPath, node, { cwd: folder, env: { ...outer, ...env }, encoding: 'utf8' });
  const { testResults } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  return Object.fromEntries(
    results.map(({ title, status, failureMessages }) => [title, failureMessages[0] ?? status] as const),
  );
}

describe('lessons', () => {
  test('makes every cell, exercise and picture of a lesson a test', () => {
    expect(run('01-sums.md', { ZERO_TO_GPT_UPDATE: '1' })).toEqual({
      'sum (line 11)': 'passed',
      'cell-2 (line 24)': 'passed',
      'picture (line 28)': 'passed',
      'cell-4 (line 39)': 'passed',
      'time (line 49)': 'passed',
      'cell-6 (line 57)': 'skipped',
      'exercise add (line 65)': 'passed',
      'every picture is of a cell': 'passed',
    });
  });

  test('compares with the page, and points to the Markdown line of what is wrong', () => {
    const page = [
      '---',
      'chapter: linalg',
      'title: Wrong',
      'order: 2',
      '---',
      '```ts run id=throwing',
      'const f = (): never => {',
      "  throw new RangeError('no');",
      '};',
      'f();',
      '```',
      '```ts run id=printing',
      '1;',
      '```',
      '```ts run id=unreadable',
      '',
      'const = 2;',
      '```',
      '```exercise',
      'missing',
      '```',
    ];
    writeFileSync(join(folder, 'lesson/02-wrong.md'), page.join('\n'));
    const results = run('');
    expect(results['cell-4 (line 39)']).toBe('passed');
    expect(results['throwing (line 6)']).toMatch(/RangeError: no\n[^\n]*02-wrong\.md:8:9/);
    expect(results['printing (line 12)']).toMatch(/expected '1' to be ''.*\n[^\n]*02-wrong\.md:12:/);
    expect(results['unreadable (line 15)']).toMatch(/SyntaxError: Unexpected token \(17:7\)\n[^\n]*02-wrong\.md:17:/);
    expect(results['exercise missing (line 19)']).toContain('exercises/missing/exercise.md is there');
  });

  test('leaves slow cells out where it is to be quick', () => {
    const page = [
      '---',
      'chapter: linalg',
      'title: Slow',
      'order: 3',
      '---',
      '```ts run slow id=slow',
      'let x = 1;',
      '```',
    ];
    writeFileSync(join(folder, 'lesson/03-slow.md'), [...page, '```ts run id=after', 'x = 2;', '```'].join('\n'));
    const [every, after] = ['every picture is of a cell', 'after (line 9)'];
    expect(Object.keys(run('03-slow.md', { ZERO_TO_GPT_LESSONS: '' }))).toEqual(['slow (line 6)', after, every]);
    expect(Object.keys(run('03-slow.md', { ZERO_TO_GPT_LESSONS: 'quick' }))).toEqual([every]);
  });
});
