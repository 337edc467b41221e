import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { formatProgress, parseProgress, type SavedAnswer } from '@zero-to-gpt/lesson-kit/progress';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { solutionOf } from '../../src/course/stub-of.ts';
import { CourseFolder } from '../course-folder.ts';
import { runCommand } from '../run-command.ts';

let folder: CourseFolder;
beforeEach(() => {
  const made = new CourseFolder();
  folder = made;
  return () => made[Symbol.dispose]();
});

const run = (...words: string[]): ReturnType<typeof runCommand> => runCommand(folder.root, ...words);
const save = (exercises: Record<string, SavedAnswer>): void =>
  folder.write('saved.json', formatProgress({ exercises }, new Date(0)));
const backups = (): string[] => {
  const home = '.zero-to-gpt/backups';
  return existsSync(folder.path(home))
    ? readdirSync(folder.path(home)).map((name) => folder.read(`${home}/${name}`))
    : [];
};
const reached = (): Record<string, SavedAnswer> => JSON.parse(folder.read('.zero-to-gpt/progress.json')).exercises;

const date = '2026-01-31T12:00:00.000Z';
const code = 'export const add = (a: number[]): number[] => a;\n';

describe('progress --export', () => {
  test('writes what has passed, hints and answers, without the task above them', async () => {
    const task = folder.read('01-linalg/add.ts').split('*/')[0];
    folder.write('01-linalg/add.ts', `${task}*/\n${solutionOf(folder.exercise('linalg/add'))}`);
    await run('check', 'add');
    await run('hint', 'total');
    expect(await run('progress', '--export', 'saved.json')).toMatchObject({
      status: 0,
      out: 'Wrote saved.json: 1 exercise passed, 1 answer',
    });
    const { current, exercises } = parseProgress(folder.read('saved.json'));
    expect(current).toBe('linalg/add');
    expect(exercises).toEqual({
      'linalg/add': { passed: expect.any(String), code: solutionOf(folder.exercise('linalg/add')) },
      'linalg/total': { hints: 1 },
    });
  });

  test('goes over an earlier export, and over nothing else', async () => {
    await run('progress', '--export', 'saved.json');
    folder.write('01-linalg/add.ts', code);
    expect((await run('progress', '--export', 'saved.json')).out).toContain('1 answer');
    const { status, err } = await run('progress', '--export', 'package.json');
    expect(status).toBe(2);
    expect(err).toContain('Cannot write package.json: something else has that name');
    expect(folder.read('package.json')).toContain('@zero-to-gpt/linalg');
  });

  test('leaves out an answer that no reader would take', async () => {
    folder.write('01-linalg/add.ts', 'x'.repeat(100_001));
    const { status, err } = await run('progress', '--export', 'saved.json');
    expect(status).toBe(0);
    expect(err).toContain('Left out the answer to linalg/add');
    expect(parseProgress(folder.read('saved.json')).exercises).toEqual({});
  });
});

describe('progress --import', () => {
  test('puts answers where stubs were, with the task above them', async () => {
    save({ 'linalg/add': { code, passed: date, hints: 1 }, 'linalg/total': { tried: true } });
    const { status, out } = await run('progress', '--import', 'saved.json');
    expect(status).toBe(0);
    expect(out).toBe('Read saved.json: 1 exercise more passed, 1 answer new\n  01-linalg/add.ts');
    expect(folder.read('01-linalg/add.ts')).toMatch(/^\/\*\n \* Add two lists[\s\S]*\*\/\nexport const add/);
    expect(reached()).toEqual({ 'linalg/add': { passed: date, hints: 1 } });
    expect(backups()).toEqual([]);
    expect((await run('progress', '--import', 'saved.json')).out).toBe(
      'Read saved.json: 0 exercises more passed, 0 answers new',
    );
  });

  test("backs up the learner's answer before it takes another", async () => {
    folder.write('01-linalg/add.ts', 'my work');
    save({ 'linalg/add': { code } });
    expect((await run('progress', '--import', 'saved.json')).out).toMatch(
      /01-linalg\/add\.ts: taken from the file; yours is \.zero-to-gpt\/backups\/linalg-add-.*\.ts/,
    );
    expect(folder.read('01-linalg/add.ts')).toContain(code);
    expect(backups()).toEqual(['my work']);
  });

  test("an answer that has passed stays before one that has not; the file's is backed up", async () => {
    const mine = solutionOf(folder.exercise('linalg/add'));
    folder.write('01-linalg/add.ts', mine);
    await run('check', 'add');
    save({ 'linalg/add': { code, hints: 2 } });
    expect((await run('progress', '--import', 'saved.json')).out).toContain("yours stays; the file's is");
    expect(folder.read('01-linalg/add.ts')).toBe(mine);
    expect(backups()).toEqual([expect.stringContaining(code)]);
    expect(reached()['linalg/add']).toEqual({ passed: expect.any(String), hints: 2 });
  });

  test('keeps the first date, and what the folder knew besides', async () => {
    folder.write('01-linalg/add.ts', solutionOf(folder.exercise('linalg/add')));
    await run('check', 'add');
    save({ 'linalg/add': { passed: date }, 'linreg/line': { passed: date } });
    await run('progress', '--import', 'saved.json');
    expect(reached()).toEqual({ 'linalg/add': { passed: date }, 'linreg/line': { passed: date } });
  });

  test('keeps and names exercises that are not installed, and exports them again', async () => {
    save({ 'optim/adam-w': { code: 'export const a = 1;', passed: date }, 'future/x': { hints: 1 } });
    const { out } = await run('progress', '--import', 'saved.json');
    expect(out).toContain('Kept, though no installed chapter has it: future/x, optim/adam-w');
    expect(folder.read('.zero-to-gpt/imported/optim--adam-w.ts')).toBe('export const a = 1;');
    await run('progress', '--export', 'again.json');
    expect(parseProgress(folder.read('again.json')).exercises).toEqual({
      'future/x': { hints: 1 },
      'optim/adam-w': { code: 'export const a = 1;', passed: date },
    });
  });

  test('writes a file that was deleted', async () => {
    rmSync(folder.path('01-linalg'), { recursive: true });
    save({ 'linalg/add': { code } });
    await run('progress', '--import', 'saved.json');
    expect(folder.read('01-linalg/add.ts')).toContain(code);
  });

  test.each([
    ['nowhere.json', undefined, 'Cannot read nowhere.json: there is no such file'],
    ['01-linalg', undefined, 'Cannot read 01-linalg: it is not a file'],
    ['bad.json', '{ "exercises"', 'Cannot read bad.json: '],
    ['bad.json', '{}', 'Cannot read bad.json: found no "format", wanted "zero-to-gpt progress"'],
    ['bad.json', ' '.repeat(16_000_001), 'Cannot read bad.json: found 16000001 bytes'],
  ])('says why it cannot read %s', async (name, text, why) => {
    if (text !== undefined) folder.write(name, text);
    const before = folder.read('.zero-to-gpt/progress.json');
    expect(await run('progress', '--import', name)).toMatchObject({ status: 2, err: expect.stringContaining(why) });
    expect(folder.read('.zero-to-gpt/progress.json')).toBe(before);
  });

  test('wants one of --export and --import', async () => {
    expect(await run('progress', '--import', 'a', '--export', 'b')).toMatchObject({ status: 2 });
  });

  test('writes nothing but what is its own, whatever the file names', async () => {
    const names = fc.oneof(
      fc.string(),
      fc.constantFrom('../../x', '__proto__', 'linalg/../../x', '/etc/passwd', 'a\\b/c'),
    );
    mkdirSync(folder.path('deep'));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, fc.record({ code: fc.string() })), async (exercises) => {
        writeFileSync(folder.path('deep/saved.json'), formatProgress({ exercises }));
        const { status } = await run('progress', '--import', 'deep/saved.json');
        expect([0, 2]).toContain(status);
      }),
      { numRuns: 20 },
    );
    expect(readdirSync(folder.root).sort()).toEqual([
      '.zero-to-gpt',
      '01-linalg',
      '02-linreg',
      'deep',
      'node_modules',
      'package.json',
    ]);
  });
});

test('a round through a file and back gives the same again', async () => {
  folder.write('01-linalg/add.ts', solutionOf(folder.exercise('linalg/add')));
  folder.write('02-linreg/line.ts', '// nothing yet\n');
  await run('check', 'add');
  await run('progress', '--export', 'saved.json');
  using other = new CourseFolder();
  other.write('saved.json', folder.read('saved.json'));
  expect((await runCommand(other.root, 'progress', '--import', 'saved.json')).status).toBe(0);
  await runCommand(other.root, 'progress', '--export', 'again.json');
  expect(parseProgress(other.read('again.json'))).toEqual(parseProgress(folder.read('saved.json')));
  expect((await runCommand(other.root, 'check', 'add')).status).toBe(0);
});
