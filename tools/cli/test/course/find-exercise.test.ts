import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exercises } from '../../src/course/exercise.ts';
import { findExercise, requireChapter, requireExercises } from '../../src/course/find-exercise.ts';
import { CourseFolder } from '../course-folder.ts';

let folder: CourseFolder;
beforeAll(() => {
  folder = new CourseFolder();
});
afterAll(() => folder[Symbol.dispose]());

const find = (word: string): string => findExercise(folder.course, exercises(folder.course), word).key;

test.each(['add', 'linalg/add', '01-linalg/add.ts'])('findExercise() finds %s', (word) => {
  expect(find(word)).toBe('linalg/add');
});

test('findExercise() finds a file by its whole path', () => {
  expect(find(folder.path('02-linreg/line.ts'))).toBe('linreg/line');
});

test('findExercise() names the exercise that a misspelt one meant', () => {
  expect(() => find('toatl')).toThrow('Cannot find exercise toatl: did you mean total?');
  expect(() => find('linalg/ad')).toThrow('Cannot find exercise linalg/ad: did you mean linalg/add?');
});

test('findExercise() names the chapter that a misspelt one meant', () => {
  expect(() => find('linalgg/add')).toThrow('Cannot find chapter linalgg: did you mean linalg?');
});

test('findExercise() says that a chapter is not installed', () => {
  expect(() => find('dense/forward')).toThrow('Cannot find chapter dense: its package is not installed in this folder');
});

test('findExercise() asks for one exercise where a chapter is named', () => {
  expect(() => find('linalg')).toThrow('Cannot choose linalg: it is a chapter');
});

test('requireChapter() names the cure', () => {
  expect(() => requireChapter(folder.course, 'dense')).toThrow(
    expect.objectContaining({ cure: 'npm install @zero-to-gpt/dense' }),
  );
});

test('requireExercises() says that the packages are not installed', () => {
  using bare = new CourseFolder({ stubs: false });
  rmSync(bare.path('node_modules'), { recursive: true });
  expect(() => requireExercises(bare.course, [])).toThrow('Cannot find @zero-to-gpt/linalg, @zero-to-gpt/linreg: not');
});
