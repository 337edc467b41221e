import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseExercise } from '@zero-to-gpt/lesson-kit/exercise';
import { type ChapterName, chapterFolder } from '../chapters.ts';
import type { Course } from './course.ts';

/** One exercise of an installed chapter, and where the learner's answer to it lies. */
export interface Exercise {
  /** Chapter and id: `linalg/matmul`. */
  readonly key: string;
  /** Name within the chapter: `matmul`. */
  readonly id: string;
  /** The chapter it belongs to. */
  readonly chapter: ChapterName;
  /** Title. */
  readonly title: string;
  /** About how long it takes. */
  readonly minutes: number;
  /** What is to be written, in Markdown. */
  readonly text: string;
  /** Hints, each saying more than the one before. */
  readonly hints: readonly string[];
  /** What to read after success. */
  readonly after: string;
  /** Folder in the chapter's package. */
  readonly folder: string;
  /** The learner's file, from the root of the course: `01-linalg/matmul.ts`. */
  readonly file: string;
}

/** All exercises of the chapters that are installed, in the order of the course. */
export function exercises(course: Course): Exercise[] {
  return course.chapters.flatMap(({ name, folder }) => {
    const home = join(folder, 'exercises');
    if (!existsSync(home)) return [];
    return readdirSync(home)
      .filter((id) => existsSync(join(home, id, 'exercise.md')))
      .map((id) => ({
        id,
        read: parseExercise(readFileSync(join(home, id, 'exercise.md'), 'utf8'), `${name}/exercises/${id}/exercise.md`),
      }))
      .sort((a, b) => a.read.order - b.read.order || (a.id < b.id ? -1 : 1))
      .map(({ id, read: { title, minutes, text, hints, after } }) => ({
        ...{ key: `${name}/${id}`, id, chapter: name, title, minutes, text, hints, after },
        folder: join(home, id),
        file: `${chapterFolder(name)}/${id}.ts`,
      }));
  });
}
