// runs alone: it kills a process after so many milliseconds
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { updateProgress } from '../src/course/progress.ts';
import { CourseFolder } from '../test/course-folder.ts';
import { killWhileSaving } from '../test/saving.ts';

test('progress survives forty kills at any moment, and nothing is left lying about', async () => {
  using folder = new CourseFolder({ stubs: false });
  let reached = 0;
  for (let i = 0; i < 40; i++) reached = await killWhileSaving(folder, i / 2, reached);
  expect(reached).toBeGreaterThanOrEqual(40);
  updateProgress(folder.course, () => {});
  expect(readdirSync(folder.path('.zero-to-gpt')).sort()).toEqual(['progress.backup.json', 'progress.json']);
});
