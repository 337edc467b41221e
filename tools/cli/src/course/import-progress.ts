import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { mergeAnswers, type SavedAnswer, type SavedProgress, sameCode } from '@zero-to-gpt/lesson-kit/progress';
import { backUp } from './back-up.ts';
import type { Course } from './course.ts';
import type { Exercise } from './exercise.ts';
import { strangersFolder } from './export-progress.ts';
import { digest } from './place.ts';
import { hasPassed, readProgress, updateProgress } from './progress.ts';
import { stubOf, withoutTask, withTask } from './stub-of.ts';
import { writeWhole } from './write-whole.ts';

/**
 * What became of one answer of a progress file: `new` it took the stub's place · `taken` it took the place of the
 * learner's, which is in `backup` · `kept` the learner's stays, the file's is in `backup` · `stranger` its exercise is
 * not here, and it waits under `path`.
 */
export interface Brought {
  readonly key: string;
  readonly what: 'new' | 'taken' | 'kept' | 'stranger';
  /** From the root of the course. */
  readonly path: string;
  readonly backup?: string;
}

/** What a progress file has changed. */
export interface Imported {
  readonly answers: readonly Brought[];
  /** Exercises that have passed by it. */
  readonly passed: readonly string[];
  /** Exercises of the file that are not here; what was reached in them is kept. */
  readonly strangers: readonly string[];
}

/** Asks whether the file's answer shall take the place of another one; `otherwise` is what speaks for it. */
export type Choose = (path: string, otherwise: boolean) => Promise<boolean>;

/**
 * Adds a progress file to a folder. Nothing is lost: what has passed stays passed, and of two answers the one that does
 * not stay is backed up. An answer that has passed stays before one that has not, else the file's is taken.
 */
export async function importProgress(
  course: Course,
  all: readonly Exercise[],
  saved: SavedProgress,
  choose: Choose,
): Promise<Imported> {
  const answers: Brought[] = [];
  const strangers: string[] = [];
  for (const [key, answer] of Object.entries(saved.exercises)) {
    const exercise = all.find((each) => each.key === key);
    if (!exercise) strangers.push(key);
    const brought = exercise
      ? await placeAnswer(course, exercise, answer, choose)
      : placeStranger(course, key, answer.code);
    if (brought) answers.push(brought);
  }
  const passed: string[] = [];
  updateProgress(course, (progress) => {
    for (const [key, { code: _, tried: __, ...answer }] of Object.entries(saved.exercises)) {
      if (answer.passed !== undefined && !hasPassed(progress, key)) passed.push(key);
      const { passed: before, hints } = progress.exercises[key] ?? {};
      const own = { ...(before !== undefined && { passed: before }), ...(hints !== undefined && { hints }) };
      const both = mergeAnswers(own, answer);
      if (Object.keys(both).length > 0) progress.exercises[key] = both;
    }
    progress.current ??= saved.current ?? null;
  });
  return { answers, passed, strangers };
}

async function placeAnswer(
  course: Course,
  exercise: Exercise,
  { code, passed }: SavedAnswer,
  choose: Choose,
): Promise<Brought | undefined> {
  if (code === undefined) return undefined;
  const { key, file: path } = exercise;
  const file = join(course.root, path);
  const theirs = withTask(exercise, withoutTask(code));
  const mine = existsSync(file) ? readFileSync(file) : undefined;
  if (mine === undefined || isUntouched(course, exercise, mine)) {
    if (mine?.toString() === theirs) return undefined;
    writeWhole(file, theirs);
    return { key, what: 'new', path };
  }
  if (sameCode(withoutTask(mine.toString()), withoutTask(code))) return undefined;
  const minePassed = hasPassed(readProgress(course).progress, key);
  if (await choose(path, passed !== undefined || !minePassed)) {
    const backup = backUp(course, key, mine);
    writeWhole(file, theirs);
    return { key, what: 'taken', path, backup };
  }
  return { key, what: 'kept', path, backup: backUp(course, key, theirs) };
}

/** Whether a file is still what this command wrote, which is nobody's work. */
function isUntouched(course: Course, exercise: Exercise, content: Uint8Array): boolean {
  const found = digest(content);
  return found === digest(stubOf(exercise)) || found === readProgress(course).progress.files[exercise.file];
}

function placeStranger(course: Course, key: string, code: string | undefined): Brought | undefined {
  if (code === undefined) return undefined;
  const file = join(strangersFolder(course), `${key.replace('/', '--')}.ts`);
  const path = relative(course.root, file).replaceAll('\\', '/');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : code;
  if (sameCode(before, code) && existsSync(file)) return undefined;
  const backup = before === code ? undefined : backUp(course, key, before);
  writeWhole(file, code);
  return { key, what: 'stranger', path, ...(backup !== undefined && { backup }) };
}
