import { existsSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { placeMaterials, placeStub } from '../../src/course/materials.ts';
import { CourseFolder } from '../course-folder.ts';

test('placeMaterials() brings every stub, every lesson and its pictures', () => {
  using folder = new CourseFolder({ stubs: false });
  expect([...placeMaterials(folder.course)]).toEqual([
    ['01-linalg/add.ts', 'new'],
    ['01-linalg/total.ts', 'new'],
    ['02-linreg/line.ts', 'new'],
    ['01-linalg/lesson/01-lists.md', 'new'],
    ['01-linalg/lesson/pictures/bars.svg', 'new'],
  ]);
});

test('placeStub() writes only what is not there', () => {
  using folder = new CourseFolder();
  const exercise = folder.exercise('linalg/add');
  expect(placeStub(folder.course, exercise)).toBe(false);
  rmSync(folder.path(exercise.file));
  expect(placeStub(folder.course, exercise)).toBe(true);
  expect(existsSync(folder.path(exercise.file))).toBe(true);
});
