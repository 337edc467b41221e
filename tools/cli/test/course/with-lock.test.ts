import { existsSync, utimesSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withLock } from '../../src/course/with-lock.ts';
import { CourseFolder } from '../course-folder.ts';

test('withLock() holds a file while it works, and takes it away, also after an error', () => {
  using folder = new CourseFolder({ stubs: false });
  const lock = folder.path('a/lock');
  expect(withLock(lock, () => folder.read('a/lock'))).toBe(String(process.pid));
  expect(existsSync(lock)).toBe(false);
  expect(() =>
    withLock(lock, () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(existsSync(lock)).toBe(false);
});

test('withLock() takes over from a process that has ended', () => {
  using folder = new CourseFolder({ stubs: false });
  folder.write('lock', '999999999');
  expect(withLock(folder.path('lock'), () => 'mine')).toBe('mine');
});

test('withLock() takes over from a process that holds it for ever', () => {
  using folder = new CourseFolder({ stubs: false });
  folder.write('lock', String(process.ppid));
  utimesSync(folder.path('lock'), 0, 0);
  expect(withLock(folder.path('lock'), () => 'mine')).toBe('mine');
});
