import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Placed, place } from '../../src/course/place.ts';
import { noProgress } from '../../src/course/progress.ts';
import { CourseFolder } from '../course-folder.ts';

const path = '01-linalg/add.ts';

test('place() writes a new file, and finds it the same the next time', () => {
  using folder = new CourseFolder({ stubs: false });
  const progress = noProgress();
  const put = (content: string): Placed => place(folder.course, progress, { path, content });
  expect([put('stub'), put('stub')]).toEqual(['new', 'same']);
  expect(folder.read(path)).toBe('stub');
});

test('place() replaces a file that the learner has not touched', () => {
  using folder = new CourseFolder({ stubs: false });
  const progress = noProgress();
  place(folder.course, progress, { path, content: 'stub' });
  expect(place(folder.course, progress, { path, content: 'better stub' })).toBe('replaced');
  expect(folder.read(path)).toBe('better stub');
});

test("place() keeps the learner's work, and puts a changed text beside it once", () => {
  using folder = new CourseFolder({ stubs: false });
  const progress = noProgress();
  const put = (content: string): Placed => place(folder.course, progress, { path, content });
  put('stub');
  folder.write(path, 'my work');
  expect(put('stub')).toBe('kept');
  expect(existsSync(folder.path('01-linalg/add.new.ts'))).toBe(false);
  expect(put('better stub')).toBe('beside');
  expect(put('better stub')).toBe('kept');
  expect(folder.read(path)).toBe('my work');
  expect(folder.read('01-linalg/add.new.ts')).toBe('better stub');
});

test('place() keeps a file of which nothing is known', () => {
  using folder = new CourseFolder({ stubs: false });
  folder.write(path, 'my work');
  expect(place(folder.course, noProgress(), { path, content: 'stub' })).toBe('kept');
  expect(folder.read(path)).toBe('my work');
});
