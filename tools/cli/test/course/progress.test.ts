import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasPassed, markPassed, readProgress, updateProgress } from '../../src/course/progress.ts';
import { CourseFolder } from '../course-folder.ts';

const file = '.zero-to-gpt/progress.json';

test('readProgress() finds nothing reached in a new folder', () => {
  using folder = new CourseFolder({ stubs: false });
  expect(readProgress(folder.course)).toEqual({ progress: { version: 1, current: null, exercises: {}, files: {} } });
});

test('updateProgress() saves what passed, and when it passed first', () => {
  using folder = new CourseFolder({ stubs: false });
  updateProgress(folder.course, (progress) => markPassed(progress, 'linalg/add'));
  const { passed } = readProgress(folder.course).progress.exercises['linalg/add']!;
  updateProgress(folder.course, (progress) => markPassed(progress, 'linalg/add'));
  const { progress } = readProgress(folder.course);
  expect(hasPassed(progress, 'linalg/add')).toBe(true);
  expect(hasPassed(progress, 'linalg/total')).toBe(false);
  expect(progress.exercises['linalg/add']).toEqual({ passed });
});

test.each([
  ['half a file', '{ "version": 1, "current": null, "exer'],
  ['nothing', ''],
  ['another shape', '{ "version": 1, "current": 3, "exercises": [] }'],
  ['another version', '{ "version": 9, "current": null, "exercises": {}, "files": {} }'],
])('a damaged progress file (%s) is put aside, and the one before it takes its place', (_, text) => {
  using folder = new CourseFolder({ stubs: false });
  updateProgress(folder.course, (progress) => markPassed(progress, 'linalg/add'));
  updateProgress(folder.course, (progress) => {
    progress.current = 'linalg/total';
  });
  folder.write(file, text);
  const { progress, damage } = readProgress(folder.course);
  expect(hasPassed(progress, 'linalg/add')).toBe(true);
  expect(folder.read(damage!.kept)).toBe(text);
  expect(readProgress(folder.course).damage).toBeUndefined();
});

test('a progress file that was deleted comes back from its backup', () => {
  using folder = new CourseFolder({ stubs: false });
  updateProgress(folder.course, (progress) => markPassed(progress, 'linalg/add'));
  updateProgress(folder.course, (progress) => markPassed(progress, 'linalg/total'));
  rmSync(folder.path(file));
  expect(hasPassed(readProgress(folder.course).progress, 'linalg/add')).toBe(true);
});

test('progress survives SIGKILL at any moment', async () => {
  using folder = new CourseFolder({ stubs: false });
  const program = join(import.meta.dirname, '../fixtures/save-for-ever.ts');
  let [reached, kills] = [0, 0];
  for (let wait = 0; wait < 24; wait += 2) {
    const child = spawn(process.execPath, ['--conditions=@zero-to-gpt/source', program, folder.root], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data'); // it has saved once
    await new Promise((resolve) => setTimeout(resolve, wait));
    child.kill('SIGKILL');
    await once(child, 'exit');
    kills++;
    const { progress, damage } = readProgress(folder.course);
    expect(damage).toBeUndefined();
    const now = progress.exercises['linalg/add']?.hints ?? 0;
    expect(now).toBeGreaterThan(reached);
    reached = now;
  }
  expect(kills).toBe(12);
  updateProgress(folder.course, (progress) => markPassed(progress, 'linalg/add'));
  expect(existsSync(folder.path(file))).toBe(true);
  expect(readdirSync(folder.path('.zero-to-gpt')).filter((name) => name.includes('damaged'))).toEqual([]);
});
