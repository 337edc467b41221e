import { type Course, openCourse } from '../course/course.ts';
import { type Exercise, exercises } from '../course/exercise.ts';
import { findExercise, requireExercises } from '../course/find-exercise.ts';
import { hasPassed, type Progress, readProgress } from '../course/progress.ts';
import { paint } from '../terminal/paint.ts';
import { rebuild } from './rebuild.ts';

/** A course folder with all that most commands need of it. */
export interface Work {
  readonly course: Course;
  /** The exercises of the installed chapters. */
  readonly all: readonly [Exercise, ...Exercise[]];
  /** What was reached when the folder was opened. */
  readonly progress: Progress;
}

/** Opens the course that the current folder lies in. A damaged progress file is put aside and made anew. */
export async function openWork(): Promise<Work> {
  const course = openCourse(process.cwd());
  const all = requireExercises(course, exercises(course));
  const { progress, damage } = readProgress(course);
  if (!damage) return { course, all, progress };
  console.error(
    paint.yellow(`The progress file was damaged: it is kept as ${damage.kept}. Checking your answers anew …`),
  );
  return { course, all, progress: await rebuild(course, all, progress) };
}

/** The exercise that a word names; without one the current one, or the next after it that has not passed. */
export function choose({ course, all, progress }: Work, word: string | undefined): Exercise {
  if (word !== undefined) return findExercise(course, all, word);
  const current = all.find(({ key }) => key === progress.current);
  return current && !hasPassed(progress, current.key)
    ? current
    : (nextAfter(all, progress, current) ?? current ?? all[0]);
}

/** The next exercise that has not passed: after the given one, else from the start; undefined where all have. */
export function nextAfter(
  all: readonly Exercise[],
  progress: Progress,
  current: Exercise | undefined,
): Exercise | undefined {
  const from = current ? all.findIndex(({ key }) => key === current.key) + 1 : 0;
  return [...all.slice(from), ...all.slice(0, from)].find(({ key }) => !hasPassed(progress, key));
}
