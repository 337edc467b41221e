import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Lesson, parseLesson } from '@zero-to-gpt/lesson-kit';
import type { ExerciseFiles } from '@zero-to-gpt/lesson-kit/exercise';
import { readExercise } from '@zero-to-gpt/lesson-kit/exercises';

/** The root of this repository. */
const repository = join(import.meta.dirname, '../../../..');

/** Names of the chapters that have lessons, in the course's order. */
export const chapters: readonly string[] = (
  JSON.parse(readFileSync(join(repository, 'chapters.json'), 'utf8')) as string[]
).filter((name) => globSync(`packages/${name}/lesson/*.md`, { cwd: repository }).length > 0);

/** Every lesson, as its author wrote it. */
export const lessons: readonly Lesson[] = chapters.flatMap((chapter) =>
  globSync(`packages/${chapter}/lesson/*.md`, { cwd: repository })
    .sort()
    .map((file) => parseLesson(readFileSync(join(repository, file), 'utf8'), join(repository, file))),
);

/** Every exercise, with its solution and the mistakes that its check knows. */
export const exercises: readonly ExerciseFiles[] = chapters.flatMap((chapter) =>
  globSync(`packages/${chapter}/exercises/*/exercise.md`, { cwd: repository })
    .map((file) => readExercise(join(repository, dirname(file))))
    .sort((a, b) => a.order - b.order),
);

/** Where a lesson's page is, below the base. */
export function lessonPath({ chapter, name }: Pick<Lesson, 'chapter' | 'name'>): string {
  return `learn/${chapter}/${name}`;
}

/** Where an exercise's page is, below the base. */
export function exercisePath({ chapter, folder }: Pick<ExerciseFiles, 'chapter' | 'folder'>): string {
  return `exercises/${chapter}/${basename(folder)}`;
}

/** The first lesson and the first exercise of each chapter. */
export const samples: readonly { readonly lesson: Lesson; readonly exercise: ExerciseFiles }[] = chapters.map(
  (chapter) => ({
    lesson: lessons.find((lesson) => lesson.chapter === chapter)!, // a chapter here has lessons
    exercise: exercises.find((exercise) => exercise.chapter === chapter)!, // and exercises
  }),
);
