import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Lesson, parseLesson } from '@zero-to-gpt/lesson-kit';
import { type Exercise, parseExercise } from '@zero-to-gpt/lesson-kit/exercise';
import type { Chapter } from '../shared/course.ts';
import { chapterPromises } from './chapter-promises.ts';
import { readManifest, type SourceChapter } from './course-source.ts';

/** A chapter's lessons and exercises, read. */
export interface ReadChapter extends SourceChapter {
  /** In their order. */
  readonly lessons: readonly Lesson[];
  readonly exercises: readonly Exercise[];
}

/** Reads a chapter's package. Errors name file and line as they are in the repository. */
export function readChapter({ name, folder }: SourceChapter): ReadChapter {
  const lessons = filesIn(join(folder, 'lesson'), (file) => file.endsWith('.md')).map((file) =>
    parseLesson(readFileSync(join(folder, 'lesson', file), 'utf8'), `packages/${name}/lesson/${file}`),
  );
  const exercises = filesIn(join(folder, 'exercises'), (id) =>
    existsSync(join(folder, 'exercises', id, 'exercise.md')),
  ).map((id) => {
    const text = readFileSync(join(folder, 'exercises', id, 'exercise.md'), 'utf8');
    return parseExercise(text, `packages/${name}/exercises/${id}/exercise.md`);
  });
  const byOrder = (a: { order: number }, b: { order: number }): number => a.order - b.order;
  return { name, folder, lessons: lessons.sort(byOrder), exercises: exercises.sort(byOrder) };
}

/** A chapter as `course.json` has it; `read` is undefined where its package is not there. */
export function outlineChapter(name: string, number: number, read: ReadChapter | undefined): Chapter {
  const words = chapterPromises[name];
  if (!words)
    throw new RangeError(
      `Cannot build the site: found no promise for the chapter ${name}, wanted one in build/chapter-promises.ts`,
    );
  const about = { name, number, ...words };
  if (!read) return { ...about, state: 'planned', lessons: [], exercises: [] };
  const held = new Map<string, string>();
  for (const lesson of read.lessons)
    for (const block of lesson.blocks) if (block.type === 'exercise') held.set(block.id, lesson.name);
  return {
    ...about,
    state: read.lessons.length > 0 ? 'taught' : 'library',
    version: readManifest(read.folder).version,
    link: `/learn/${name}/`,
    lessons: read.lessons.map((lesson) => ({
      title: lesson.title,
      link: `/learn/${name}/${lesson.name}`,
      name: lesson.name,
    })),
    exercises: read.exercises.map(({ id, title, minutes }) => {
      const lesson = held.get(id);
      return { id, title, minutes, link: `/exercises/${name}/${id}`, ...(lesson !== undefined && { lesson }) };
    }),
  };
}

function filesIn(folder: string, wanted: (name: string) => boolean): string[] {
  return existsSync(folder) ? readdirSync(folder).filter(wanted).sort() : [];
}
