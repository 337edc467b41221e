import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Course } from '../course/course.ts';
import type { Exercise } from '../course/exercise.ts';
import { hasPassed, markPassed, type Progress, updateProgress } from '../course/progress.ts';
import { stubOf } from '../course/stub-of.ts';
import { checkExercise } from './check-exercise.ts';

/** Finds out what has passed from the learner's files alone: runs the check of each that is more than its stub. */
export async function rebuild(course: Course, all: readonly Exercise[], known: Progress): Promise<Progress> {
  const passed: string[] = [];
  for (const exercise of all) {
    if (hasPassed(known, exercise.key) || !isBegun(course, exercise)) continue;
    const { failure } = await checkExercise(course, exercise);
    if (!failure) passed.push(exercise.key);
  }
  return updateProgress(course, (progress) => {
    for (const key of passed) markPassed(progress, key);
  });
}

/** Whether the learner has written into an exercise's file. */
export function isBegun(course: Course, exercise: Exercise): boolean {
  const file = join(course.root, exercise.file);
  return existsSync(file) && readFileSync(file, 'utf8') !== stubOf(exercise);
}
