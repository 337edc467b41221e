import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { beginTypes, typeProblems } from '../../src/check/type-problems.ts';
import { CourseFolder } from '../course-folder.ts';

const file = '01-linalg/add.ts';
const wrong = 'export function add(a: number[]): string {\n  return a;\n}\n';

test('typeProblems() tells what TypeScript says about one file', async () => {
  using folder = new CourseFolder({ typescript: true });
  folder.write(file, wrong);
  folder.write('01-linalg/total.ts', wrong);
  expect(await typeProblems(folder.course, file)).toEqual([
    { at: `${file}:2:3`, code: 'TS2322', message: "Type 'number[]' is not assignable to type 'string'." },
  ]);
});

test('typeProblems() finds nothing wrong in a stub', async () => {
  using folder = new CourseFolder({ typescript: true });
  expect(await typeProblems(folder.course, file)).toEqual([]);
});

test('typeProblems() says nothing where TypeScript is not installed', async () => {
  using folder = new CourseFolder();
  expect(await typeProblems(folder.course, file)).toBeUndefined();
  rmSync(folder.path(file));
});

test('beginTypes() can be stopped', async () => {
  using folder = new CourseFolder({ typescript: true });
  folder.write(file, wrong);
  const types = beginTypes(folder.course, file, true);
  types.stop();
  expect(await types.soon()).toBeUndefined();
  expect(await beginTypes(folder.course, file, false).soon()).toBeUndefined();
});
