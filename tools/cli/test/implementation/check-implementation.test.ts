import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CourseFolder } from '../course-folder.ts';
import { type Ran, runCommand } from '../run-command.ts';

let folder: CourseFolder;
beforeAll(() => {
  folder = new CourseFolder();
});
beforeEach(() => rmSync(folder.path('mine'), { recursive: true, force: true }));
afterAll(() => folder[Symbol.dispose]());

const good = `export const zeros = (n: number): number[] => new Array(n).fill(0);
export const ones = (n: number): number[] => zeros(n).map(() => 1);
`;

function check(text: string, ...words: string[]): Promise<Ran> {
  folder.write('mine/index.ts', text);
  return runCommand(folder.root, 'check', 'linalg', '--impl', './mine', ...words);
}

describe('check --impl', () => {
  test('passes a module that does what the chapter does', async () => {
    const { status, out } = await check(good);
    expect([status, out]).toEqual([0, '✓ 3 of 3 tests of linalg pass: your linalg can take the place of ours']);
  });

  test('lists every name that is missing', async () => {
    const { status, out } = await check('export const one = 1;\n');
    expect(status).toBe(1);
    expect(out).toBe('./mine is not whole: 2 names are missing\n\n  zeros\n  ones');
  });

  test('shows the first failure, with its place', async () => {
    const { status, out } = await check(`export const zeros = (n: number): number[] => {
  throw new Error('later');
};
export const ones = (n: number): number[] => [n];
`);
    expect(status).toBe(1);
    expect(out).toContain('✗ lists › zeros() holds zeros\n  later  mine/index.ts:2:9');
    expect(out).toContain('0 of 3 tests of linalg pass; 2 come after the first failure (--all runs them)');
    expect(out).not.toContain('ones()');
  });

  test('shows every failure with --all', async () => {
    const { out } = await check(good.replace('fill(0)', 'fill(2)').replace('=> 1', '=> 2'), '--all');
    expect(out).toContain('Found [ 2, 2 ], wanted [ 0, 0 ]');
    expect(out).toContain('Found [ 2, 2 ], wanted [ 1, 1 ]');
    expect(out).toContain('1 of 3 tests of linalg pass');
  });

  test('prints JSON', async () => {
    const { status, out } = await check(good, '--json');
    expect([status, JSON.parse(out)]).toMatchObject([0, { chapter: 'linalg', missing: [], total: 3, passed: 3 }]);
  });

  test('tells what the module throws while it is loaded', async () => {
    const { status, out } = await check(`${good}throw new Error('not yet');\n`);
    expect(status).toBe(1);
    expect(out).toContain('✗ reading your module\n  not yet  mine/index.ts:3:7');
  });

  test('shows the place of a syntax error', async () => {
    const { status, err } = await check('export const zeros = ;\n');
    expect(status).toBe(2);
    expect(err).toContain('Cannot read your module: Unexpected ";" (mine/index.ts:1:22)');
  });

  test('says that there is no such module', async () => {
    const { status, err } = await runCommand(folder.root, 'check', 'linalg', '--impl', './yours');
    expect(status).toBe(2);
    expect(err).toContain('Cannot find ./yours: there is no ./yours.ts, ./yours.js or ./yours/index.ts');
  });

  test('wants one chapter', async () => {
    const { status, err } = await runCommand(folder.root, 'check', '--impl', './mine');
    expect([status, err]).toEqual([2, expect.stringContaining('wanted one chapter, found none')]);
    expect((await runCommand(folder.root, 'check', 'lnalg', '--impl', './mine')).err).toContain('did you mean linalg?');
  });

  test('says that a chapter has no suite', async () => {
    folder.write('mine/index.ts', good);
    const { status, err } = await runCommand(folder.root, 'check', 'linreg', '--impl', './mine');
    expect([status, err]).toEqual([2, 'Cannot check linreg: its package has no conformance suite']);
  });
});
