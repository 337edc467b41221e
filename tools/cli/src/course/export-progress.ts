import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toStub } from '@zero-to-gpt/lesson-kit/exercise';
import {
  isExerciseId,
  progressLimits,
  type SavedAnswer,
  type SavedProgress,
  sameCode,
} from '@zero-to-gpt/lesson-kit/progress';
import type { Course } from './course.ts';
import type { Exercise } from './exercise.ts';
import { ownFolder, type Progress } from './progress.ts';
import { solutionOf, withoutTask } from './stub-of.ts';

/** What a learner has reached, for a file, and the answers that are too long for one. */
export interface Exported {
  readonly saved: SavedProgress;
  readonly tooLong: readonly string[];
}

/** Where answers are kept whose exercise is not here, such as `linreg--predict.ts`: they are exported again. */
export function strangersFolder(course: Course): string {
  return join(ownFolder(course), 'imported');
}

/** All that was reached in a folder, with the answers. The task above an answer is not part of it. */
export function exportProgress(course: Course, all: readonly Exercise[], progress: Progress): Exported {
  const exercises: Record<string, SavedAnswer> = {};
  for (const [key, { passed, hints }] of Object.entries(progress.exercises))
    if (isExerciseId(key))
      exercises[key] = {
        ...(passed !== undefined && { passed: new Date(passed).toISOString() }),
        ...(hints !== undefined && { hints: Math.min(hints, progressLimits.hints) }),
      };
  const tooLong: string[] = [];
  for (const [key, code] of [...strangers(course), ...answers(course, all)]) {
    if (code.length > progressLimits.code) tooLong.push(key);
    else exercises[key] = { ...exercises[key], code };
  }
  const { current } = progress;
  return { saved: { ...(current !== null && isExerciseId(current) && { current }), exercises }, tooLong };
}

/** The answers that are more than their stub, by exercise. */
function* answers(course: Course, all: readonly Exercise[]): Generator<readonly [key: string, code: string]> {
  for (const exercise of all) {
    const file = join(course.root, exercise.file);
    if (!existsSync(file)) continue;
    const code = withoutTask(readFileSync(file, 'utf8'));
    if (!sameCode(code, toStub(solutionOf(exercise)))) yield [exercise.key, code];
  }
}

function* strangers(course: Course): Generator<readonly [key: string, code: string]> {
  const folder = strangersFolder(course);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const key = name.replace(/\.ts$/, '').replace('--', '/');
    if (name.endsWith('.ts') && isExerciseId(key)) yield [key, readFileSync(join(folder, name), 'utf8')];
  }
}
