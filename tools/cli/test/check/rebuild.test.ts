import { expect, test } from 'vitest';
import { isBegun, rebuild } from '../../src/check/rebuild.ts';
import { exercises } from '../../src/course/exercise.ts';
import { noProgress } from '../../src/course/progress.ts';
import { solutionOf } from '../../src/course/stub-of.ts';
import { CourseFolder } from '../course-folder.ts';

test("rebuild() finds what has passed from the learner's files", async () => {
  using folder = new CourseFolder();
  folder.write('01-linalg/add.ts', solutionOf(folder.exercise('linalg/add')));
  folder.write('01-linalg/total.ts', 'export const total = () => 1;\n');
  const all = exercises(folder.course);
  expect(all.map((exercise) => isBegun(folder.course, exercise))).toEqual([true, true, false]);
  const progress = await rebuild(folder.course, all, noProgress());
  expect(Object.keys(progress.exercises)).toEqual(['linalg/add']);
});
