import { expect, test } from 'vitest';
import { cleanSolution, stubOf } from '../../src/course/stub-of.ts';
import { CourseFolder } from '../course-folder.ts';

test('stubOf() is the task as a comment, and the solution without its heart', () => {
  using folder = new CourseFolder();
  const stub = stubOf(folder.exercise('linalg/add'));
  expect(stub).toContain(' * Add two lists (about 5 minutes)\n *\n * Write `add(a, b)`');
  expect(stub).toContain("import { Todo } from '@zero-to-gpt/check';");
  expect(stub).toContain("throw new Todo('one loop: about 1 line');");
  expect(stub).not.toContain('a.map');
});

test('stubOf() keeps a task from ending its comment', () => {
  using folder = new CourseFolder();
  const exercise = { ...folder.exercise('linalg/add'), text: 'Write `/* a */`.' };
  expect(stubOf(exercise)).toContain(' * Write `/* a * /`.');
});

test('cleanSolution() has no marks', () => {
  using folder = new CourseFolder();
  const solution = cleanSolution(folder.exercise('linalg/add'));
  expect(solution).toContain('return a.map');
  expect(solution).not.toContain('region');
});
