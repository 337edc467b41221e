import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Work } from '../../src/check/open-course.ts';
import { exercises } from '../../src/course/exercise.ts';
import { requireExercises } from '../../src/course/find-exercise.ts';
import { hasPassed, noProgress, readProgress } from '../../src/course/progress.ts';
import { solutionOf } from '../../src/course/stub-of.ts';
import { lines, screen } from '../../src/watch/screen.ts';
import { type View, Watcher } from '../../src/watch/watcher.ts';
import { CourseFolder } from '../course-folder.ts';

let folder: CourseFolder;
let work: Work;
let shown: [string, View][];
beforeEach(() => {
  folder = new CourseFolder();
  const { course } = folder;
  work = { course, all: requireExercises(course, exercises(course)), progress: noProgress() };
  shown = [];
});
afterEach(() => folder[Symbol.dispose]());

const watcher = (key = 'linalg/add'): Watcher =>
  new Watcher(work, folder.exercise(key), (view, what) => shown.push([what, view]));
const solve = (key: string): void => folder.write(folder.exercise(key).file, solutionOf(folder.exercise(key)));

describe('Watcher', () => {
  test('checks after each save, and saves what passes', async () => {
    const watch = watcher();
    await watch.check();
    solve('linalg/add');
    await watch.saved(folder.path('01-linalg/add.ts'));
    expect(shown.map(([, { answer }]) => answer?.failure?.kind)).toEqual(['todo', undefined]);
    expect(hasPassed(readProgress(folder.course).progress, 'linalg/add')).toBe(true);
  });

  test('goes over to the exercise whose file is saved', async () => {
    const watch = watcher();
    await watch.saved(folder.path('02-linreg/line.ts'));
    expect(watch.view.exercise.key).toBe('linreg/line');
  });

  test("checks again when another file of the learner's is saved", async () => {
    const watch = watcher();
    await watch.saved(folder.path('01-linalg/helper.ts'));
    expect(watch.view.answer?.id).toBe('linalg/add');
  });

  test('shows one answer where saves come faster than checks', async () => {
    const watch = watcher();
    const first = watch.check();
    solve('linalg/add');
    await Promise.all([first, watch.saved(folder.path('01-linalg/add.ts'))]);
    expect(shown.map(([, { answer }]) => answer?.failure)).toEqual([undefined]);
  });

  test('hints come one by one', async () => {
    const watch = watcher();
    await watch.check();
    watch.hint();
    expect(watch.view.extra).toBe('Hint 1 of 2\nOne loop.');
    watch.hint();
    expect(watch.view.extra).toContain('Hint 2 of 2');
  });

  test('the solution opens after success', async () => {
    const watch = watcher();
    await watch.check();
    watch.solution();
    expect(watch.view.extra).toContain('opens once yours has passed');
    solve('linalg/add');
    await watch.check();
    watch.solution();
    expect(watch.view.extra).toContain('return a.map');
  });

  test('n goes on to what has not passed, and says when nothing is left', async () => {
    const watch = watcher();
    for (const key of ['linalg/add', 'linalg/total', 'linreg/line']) {
      expect(watch.view.exercise.key).toBe(key);
      solve(key);
      await watch.check();
      await watch.next();
    }
    expect(watch.view.extra).toBe('All exercises have passed');
  });

  test('TypeScript is asked after the answer is shown', async () => {
    using typed = new CourseFolder({ typescript: true });
    folder[Symbol.dispose]();
    folder = new CourseFolder();
    const { course } = typed;
    typed.write('01-linalg/add.ts', 'export const add = (a: number[]): string => a;\n');
    const all = requireExercises(course, exercises(course));
    const watch = new Watcher({ course, all, progress: noProgress() }, all[0], (view, what) =>
      shown.push([what, view]),
    );
    await watch.check();
    expect(shown.map(([what]) => what)).toEqual(['answer', 'types']);
    expect(watch.view.types?.[0]?.at).toBe('01-linalg/add.ts:1:45');
  });
});

describe('screen', () => {
  test('shows the keys that do something now', async () => {
    const watch = watcher();
    expect(screen(watch.view, work.all)).toContain('Checking 01-linalg/add.ts …');
    await watch.check();
    expect(screen(watch.view, work.all)).toMatch(/h hint {3}n next {3}q quit\n$/);
    solve('linalg/add');
    await watch.check();
    expect(screen(watch.view, work.all)).toMatch(/h hint {3}n next {3}s solution {3}q quit\n$/);
  });

  test('has plain lines for a pipe', async () => {
    const watch = watcher();
    await watch.check();
    watch.hint();
    expect(lines(watch.view, 'answer')).toContain('To do: one loop');
    expect(lines(watch.view, 'extra')).toBe('Hint 1 of 2\nOne loop.');
    expect(lines(watch.view, 'types')).toBe('');
  });
});

describe('watch without a terminal', () => {
  const wait = async (child: ChildProcess, said: { text: string }, part: string): Promise<void> => {
    while (!said.text.includes(part)) {
      const ended = await Promise.race([
        once(child.stdout!, 'data').then(() => false),
        once(child, 'exit').then(() => true),
      ]);
      if (ended && !said.text.includes(part)) throw new Error(`Cannot see ${part} in ${said.text}`);
    }
  };

  test('prints plain lines after each save, until it is told to end', async () => {
    const cli = join(import.meta.dirname, '../../src/cli.ts');
    const child = spawn(process.execPath, ['--conditions=@zero-to-gpt/source', cli, 'watch'], {
      cwd: folder.root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said = { text: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.text += text;
    });
    await wait(child, said, 'To do: one loop');
    solve('linalg/add');
    await wait(child, said, 'Done!');
    expect(said.text).not.toContain('\x1b');
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
