import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hasPassed, markPassed, readProgress, updateProgress } from '../../src/course/progress.ts';
import { CourseFolder } from '../course-folder.ts';
import { killWhileSaving, startSaving } from '../saving.ts';

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

test('progress survives SIGKILL', async () => {
  using folder = new CourseFolder({ stubs: false });
  let reached = 0;
  for (const wait of [0, 5, 10]) {
    reached = await killWhileSaving(folder, wait, reached);
    expect(reached).toBeGreaterThan(0);
  }
  updateProgress(folder.course, (progress) => markPassed(progress, 'linalg/add'));
  expect(hasPassed(readProgress(folder.course).progress, 'linalg/add')).toBe(true);
});

test('processes that save at the same time add up', async () => {
  using folder = new CourseFolder({ stubs: false });
  const children = [startSaving(folder, 30), startSaving(folder, 30), startSaving(folder, 30)];
  await Promise.all(children.map((child) => once(child, 'exit')));
  expect(readProgress(folder.course).progress.exercises['linalg/add']?.hints).toBe(90);
});
