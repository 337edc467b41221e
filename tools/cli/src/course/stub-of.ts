import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toStub } from '@zero-to-gpt/lesson-kit/exercise';
import type { Exercise } from './exercise.ts';

/** The file that the learner begins with: the task as a comment, then the solution with its heart taken out. */
export function stubOf(exercise: Exercise): string {
  return withTask(exercise, toStub(solutionOf(exercise)));
}

/** Code with the exercise's task above it, as a comment. */
export function withTask(exercise: Exercise, code: string): string {
  const { id, title, minutes, text } = exercise;
  const task = text.replaceAll('*/', '* /').split('\n');
  const lines = [
    `${title} (about ${minutes} minutes)`,
    '',
    ...task,
    '',
    `Check it:      npx zero-to-gpt check ${id}`,
    `Need a hint?   npx zero-to-gpt hint ${id}`,
  ];
  const comment = lines.map((line) => ` * ${line}`.trimEnd()).join('\n');
  return `/*\n${comment}\n */\n${code}`;
}

/** Code without the task above it. */
export function withoutTask(code: string): string {
  const task = /^\s*\/\*[\s\S]*?\*\/[ \t]*\r?\n?/.exec(code)?.[0];
  return task?.includes('npx zero-to-gpt check ') ? code.slice(task.length) : code;
}

/** The solution as its chapter ships it, with the marks of the parts that are the learner's. */
export function solutionOf(exercise: Exercise): string {
  return readFileSync(join(exercise.folder, 'solution.ts'), 'utf8');
}

/** The solution for reading: without those marks. */
export function cleanSolution(exercise: Exercise): string {
  return solutionOf(exercise)
    .split('\n')
    .filter((line) => !/^\s*\/\/ #(region|endregion)\b/.test(line))
    .map((line) => line.replace(/^(\s*)\/\/\| ?/, '$1// '))
    .join('\n')
    .trimEnd();
}
