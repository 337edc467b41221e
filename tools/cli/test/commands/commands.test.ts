import { existsSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { beforeEach, describe, expect, test } from 'vitest';
import { solutionOf } from '../../src/course/stub-of.ts';
import { version } from '../../src/version.ts';
import { CourseFolder } from '../course-folder.ts';
import { runCommand } from '../run-command.ts';

let folder: CourseFolder;
beforeEach(() => {
  const made = new CourseFolder();
  folder = made;
  return () => made[Symbol.dispose]();
});

const run = (...words: string[]): ReturnType<typeof runCommand> => runCommand(folder.root, ...words);
const solve = (key: string): void => folder.write(folder.exercise(key).file, solutionOf(folder.exercise(key)));

describe('check', () => {
  test('answers to the first exercise that has not passed, with status 1', async () => {
    const { status, out } = await run('check');
    expect(status).toBe(1);
    expect(out).toContain('✗ one element');
    expect(out).toContain('To do: one loop: about 1 line  01-linalg/add.ts:13:9');
    expect(out).toContain('npx zero-to-gpt hint add');
  });

  test('names what comes next after success', async () => {
    solve('linalg/add');
    const { status, out } = await run('check', 'add');
    expect(status).toBe(0);
    expect(out).toContain('Done!');
    expect(out).toContain('npx zero-to-gpt start total');
  });

  test('goes on with the next exercise after success', async () => {
    solve('linalg/add');
    await run('check');
    expect((await run('check')).out).toContain('Add up a list');
  });

  test('--all is a line for each file, and a bar', async () => {
    solve('linalg/add');
    const { status, out } = await run('check', '--all');
    expect(status).toBe(1);
    expect(out.split('\n').slice(0, 3)).toEqual([
      '✓ linalg/add',
      '○ linalg/total  To do: one loop: about 3 lines',
      '○ linreg/line  To do: one product and one sum: about 1 line',
    ]);
    expect(out).toContain('1/3  33 %');
  });

  test('--all leaves the exercise at hand where it is', async () => {
    await run('start', 'total');
    await run('check', '--all');
    expect((await run('check')).out).toContain('Add up a list');
  });

  test('--json is the whole answer, and nothing else on stdout', async () => {
    const { status, out } = await run('check', 'linalg/add', 'line', '--json');
    expect(status).toBe(1);
    const { passed, failed, answers } = JSON.parse(out);
    expect([passed, failed]).toEqual([0, 2]);
    expect(answers[0]).toMatchObject({ id: 'linalg/add', failure: { kind: 'todo' }, file: '01-linalg/add.ts' });
  });

  test('--all takes no names besides', async () => {
    expect(await run('check', 'add', '--all')).toMatchObject({ status: 2, err: expect.stringContaining('--all') });
  });

  test('writes the stub of a file that was deleted', async () => {
    rmSync(folder.path('01-linalg/add.ts'));
    const { out, err } = await run('check', 'add');
    expect(err).toBe('Made 01-linalg/add.ts');
    expect(out).toContain('To do');
  });

  test('reports types beside a passing answer', async () => {
    using typed = new CourseFolder({ typescript: true });
    typed.write('01-linalg/add.ts', `${solutionOf(typed.exercise('linalg/add'))}\nconst x: string = 1;\n`);
    const { status, out } = await runCommand(typed.root, 'check', 'add', '--types'); // without it no longer than a moment
    expect(status).toBe(0);
    expect(out).toContain('Done!');
    expect(out).toContain(
      "TypeScript says\n\n  01-linalg/add.ts:8:7 Type 'number' is not assignable to type 'string'.",
    );
    expect((await runCommand(typed.root, 'check', 'add', '--no-types')).out).not.toContain('TypeScript');
    const { out: json } = await runCommand(typed.root, 'check', 'add', '--json', '--types');
    expect(JSON.parse(json).answers[0].types).toHaveLength(1);
  });

  test('answers where progress cannot be saved', async () => {
    rmSync(folder.path('.zero-to-gpt'), { recursive: true });
    folder.write('.zero-to-gpt', 'a file');
    const { status, out, err } = await run('check', 'add');
    expect(status).toBe(1);
    expect(out).toContain('To do');
    expect(err).toContain('Progress is not saved. Cannot write');
  });
});

describe('a damaged progress file', () => {
  test('is kept aside, and the answers are checked anew', async () => {
    solve('linalg/add');
    solve('linreg/line');
    await run('check', 'add');
    rmSync(folder.path('.zero-to-gpt/progress.backup.json'));
    folder.write('.zero-to-gpt/progress.json', '{ "version": 1, "exer');
    const { status, out, err } = await run('progress');
    expect(status).toBe(0);
    expect(err).toMatch(/damaged: it is kept as \.zero-to-gpt\/progress\.damaged-.*\.json/);
    expect(out).toContain('2/3  66 %');
    const kept = readdirSync(folder.path('.zero-to-gpt')).find((name) => name.startsWith('progress.damaged'));
    expect(folder.read(`.zero-to-gpt/${kept}`)).toBe('{ "version": 1, "exer');
    expect((await run('progress')).err).toBe('');
  });
});

describe('hint and solution', () => {
  test('hints come one by one', async () => {
    expect((await run('hint', 'add')).out).toBe('Hint 1 of 2\nOne loop.');
    const second = (await run('hint', 'add')).out;
    expect(second).toContain('Hint 1 of 2\nOne loop.\n\nHint 2 of 2\n`sum[i] = a[i] + b[i]`');
    expect(second).toContain('That was the last');
    expect((await run('hint', 'add')).out).toBe(second);
  });

  test('the solution opens after success, or with --force', async () => {
    expect(await run('solution', 'add')).toMatchObject({ status: 2, err: expect.stringContaining('--force') });
    expect((await run('solution', 'add', '--force')).out).toContain('return a.map');
    solve('linalg/add');
    await run('check', 'add');
    expect((await run('solution')).out).toContain('return a.map');
  });
});

describe('reset', () => {
  test('puts the stub back and keeps a backup', async () => {
    folder.write('01-linalg/add.ts', 'my work');
    const { status, out } = await run('reset', 'add');
    expect(status).toBe(0);
    expect(folder.read('01-linalg/add.ts')).toContain('new Todo');
    const backup = /kept as (\S+)/.exec(out)?.[1] ?? '';
    expect(folder.read(backup)).toBe('my work');
  });

  test('forgets that the exercise has passed', async () => {
    solve('linalg/add');
    await run('check', 'add');
    await run('reset', 'add', '--yes');
    expect(JSON.parse((await run('progress', '--json')).out)).toMatchObject({ passed: 0, next: 'linalg/add' });
  });
});

describe('list, start and progress', () => {
  test('list shows every exercise by chapter', async () => {
    solve('linalg/add');
    await run('check', 'add');
    const { out } = await run('list');
    expect(out).toContain('  ✓ add    Add two lists  5 min\n  ○ total  Add up a list  5 min');
    expect(out).toContain('1/3  33 %');
  });

  test('start tells what is asked, and where to write it', async () => {
    rmSync(folder.path('02-linreg'), { recursive: true });
    const { out } = await run('start', 'line');
    expect(out).toContain('A line  linreg/line, about 5 min');
    expect(out).toContain('Write it in    02-linreg/line.ts');
    expect(existsSync(folder.path('02-linreg/line.ts'))).toBe(true);
    expect((await run('hint')).out).toBe('Hint 1 of 2\nOne loop.');
  });

  test('progress reaches 100 %', async () => {
    for (const key of ['linalg/add', 'linalg/total', 'linreg/line']) solve(key);
    expect((await run('check', '--all')).status).toBe(0);
    expect((await run('progress')).out).toContain('3/3  100 %');
    expect(JSON.parse((await run('progress', '--json')).out)).toEqual({
      ...{ passed: 3, total: 3, percent: 100, next: null },
      chapters: [
        { chapter: 'linalg', passed: 2, total: 2 },
        { chapter: 'linreg', passed: 1, total: 1 },
      ],
    });
  });
});

describe('upgrade', () => {
  const change = (id: string): void => {
    const file = `node_modules/@zero-to-gpt/linalg/exercises/${id}/exercise.md`;
    folder.write(file, folder.read(file).replace('Write `', 'Please write `'));
  };

  test('replaces untouched stubs, and keeps work with the new text beside it', async () => {
    folder.write('01-linalg/add.ts', 'my work');
    change('add');
    change('total');
    const { status, out } = await run('upgrade', '--no-install');
    expect(status).toBe(0);
    expect(out).toBe(
      'replaced  01-linalg/total.ts\nkept      01-linalg/add.ts: yours; the new text is 01-linalg/add.new.ts',
    );
    expect(folder.read('01-linalg/add.ts')).toBe('my work');
    expect(folder.read('01-linalg/add.new.ts')).toContain('Please write `add');
    expect((await run('upgrade', '--no-install')).out).toBe('Everything is up to date');
  });

  test('brings new exercises and lessons', async () => {
    folder.write('node_modules/@zero-to-gpt/linalg/lesson/02-more.md', '# More\n');
    expect((await run('upgrade', '--no-install')).out).toBe('new       01-linalg/lesson/02-more.md');
  });
});

describe('the command itself', () => {
  test('shows its commands', async () => {
    for (const words of [[], ['--help'], ['help']]) {
      const { status, out } = await run(...words);
      expect(status).toBe(0);
      for (const name of ['init', 'check', 'watch', 'doctor']) expect(out).toContain(name);
      expect(out).not.toContain('\x1b');
    }
    expect((await run('check', '--help')).out).toContain('--impl');
    expect((await run('--version')).out).toBe(version);
  });

  test('names the command that a misspelt one meant', async () => {
    expect(await run('chek')).toMatchObject({ status: 2, err: expect.stringContaining('did you mean check?') });
    expect((await run('toString')).status).toBe(2);
  });

  test.each(['list', 'check', 'start', 'hint', 'progress', 'watch', 'reset', 'upgrade', 'run linalg'])(
    '%s says that a folder is no course',
    async (words) => {
      const { status, err } = await runCommand(tmpdir(), ...words.split(' '));
      expect(status).toBe(2);
      expect(err).toContain('Cannot find a course folder');
      expect(err).toContain('npx zero-to-gpt init my-gpt');
    },
  );

  test('names the exercise that a misspelt one meant', async () => {
    for (const command of ['check', 'start', 'hint', 'solution', 'reset', 'watch'])
      expect(await run(command, 'totla')).toMatchObject({
        status: 2,
        err: expect.stringContaining('did you mean total?'),
      });
  });
});
