import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExerciseFiles } from './exercise.ts';
import { parseMistakes } from './mistakes.ts';
import { parseExercise } from './parse-exercise.ts';
import { toStub } from './stub.ts';

/** Reads the files of an exercise. Errors name the file and, where there is one, the line. */
export function readExercise(folder: string): ExerciseFiles {
  const path = (name: string): string => join(folder, name);
  const read = (name: string): string => readFileSync(path(name), 'utf8');
  const solution = read('solution.ts');
  return {
    ...parseExercise(read('exercise.md'), path('exercise.md')),
    folder,
    solution,
    stub: toStub(solution, path('solution.ts')),
    checkPath: path('check.ts'),
    mistakes: parseMistakes(read('mistakes.json'), path('mistakes.json')),
  };
}
