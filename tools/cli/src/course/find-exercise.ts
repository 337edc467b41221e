import { relative, resolve } from 'node:path';
import { chapterNames, isChapter, packageName } from '../chapters.ts';
import { CommandError } from '../command-error.ts';
import { didYouMean } from '../nearest.ts';
import type { Course } from './course.ts';
import type { Exercise } from './exercise.ts';

/** The exercise that a word names: its id, `chapter/id`, or the learner's file. */
export function findExercise(course: Course, all: readonly Exercise[], word: string): Exercise {
  const file = relative(course.root, resolve(word)).replaceAll('\\', '/');
  const found = all.filter(({ key, id, file: own }) => [key, id].includes(word) || [word, file].includes(own));
  if (found.length === 1 && found[0]) return found[0];
  if (found.length > 1) {
    const keys = found.map(({ key }) => key).join(' or ');
    throw new CommandError(`Cannot choose ${word}: more than one chapter has it`, `Name one: ${keys}`);
  }
  const [chapter = '', id] = word.split('/');
  if (isChapter(chapter)) requireChapter(course, chapter);
  else if (id !== undefined && !word.includes('.'))
    throw new CommandError(`Cannot find chapter ${chapter}${didYouMean(chapter, chapterNames)}`, see);
  if (isChapter(chapter) && id === undefined)
    throw new CommandError(
      `Cannot choose ${word}: it is a chapter`,
      `Name one exercise of it, such as ${all.find((exercise) => exercise.chapter === chapter)?.key ?? 'linalg/norm'}`,
    );
  const near = didYouMean(word, word.includes('/') ? all.map(({ key }) => key) : all.map((exercise) => exercise.id));
  throw new CommandError(`Cannot find exercise ${word}${near}`, see);
}

const see = 'See them all: npx zero-to-gpt list';

/** Checks that a chapter's package is there; the error says how to get it. */
export function requireChapter(
  course: Course,
  word: string,
): asserts word is keyof typeof import('../chapters.ts').chapters {
  if (!isChapter(word)) throw new CommandError(`Cannot find chapter ${word}${didYouMean(word, chapterNames)}`, see);
  if (course.chapters.some(({ name }) => name === word)) return;
  const cure = course.missing.includes(word) ? 'npm install' : `npm install ${packageName(word)}`;
  throw new CommandError(`Cannot find chapter ${word}: its package is not installed in this folder`, cure);
}

/** The exercises of a folder; an error where there are none. */
export function requireExercises(course: Course, all: readonly Exercise[]): readonly [Exercise, ...Exercise[]] {
  const [first, ...rest] = all;
  if (first) return [first, ...rest];
  if (course.missing.length > 0)
    throw new CommandError(`Cannot find ${course.missing.map(packageName).join(', ')}: not installed`, 'npm install');
  throw new CommandError('Cannot find an exercise: no chapter is installed here', 'npx zero-to-gpt init');
}
