import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import type { Course } from './course.ts';
import { withLock } from './with-lock.ts';
import { notWritable, writeWhole } from './write-whole.ts';

/** What the learner has reached, as it stands in `.zero-to-gpt/progress.json`. */
export interface Progress {
  version: 1;
  /** The exercise that was worked on last. */
  current: string | null;
  /** What was reached in each exercise, by `chapter/id`. */
  exercises: Record<string, ExerciseProgress>;
  /** SHA-256 of each file as this command wrote it: one that still has it is untouched by the learner. */
  files: Record<string, string>;
}

/** What was reached in one exercise. */
export interface ExerciseProgress {
  /** When the answer passed first. */
  passed?: string | undefined;
  /** How many hints were shown. */
  hints?: number | undefined;
}

const schema: z.ZodType<Progress> = z.object({
  version: z.literal(1),
  current: z.string().nullable(),
  exercises: z.record(
    z.string(),
    z.object({ passed: z.iso.datetime().optional(), hints: z.int().nonnegative().optional() }),
  ),
  files: z.record(z.string(), z.string()),
});

/** A read progress file. */
export interface ReadProgress {
  readonly progress: Progress;
  /** Where a file that could not be read was put, and why; undefined where all is well. */
  readonly damage?: { readonly kept: string; readonly why: string };
}

/** Folder of this command's own files. */
export function ownFolder(course: Course): string {
  return join(course.root, '.zero-to-gpt');
}

const fileOf = (course: Course): string => join(ownFolder(course), 'progress.json');
const backupOf = (course: Course): string => join(ownFolder(course), 'progress.backup.json');

/** Nothing reached yet. */
export function noProgress(): Progress {
  return { version: 1, current: null, exercises: {}, files: {} };
}

/** Reads the progress. A damaged file is put aside under another name and the last good one takes its place. */
export function readProgress(course: Course): ReadProgress {
  const file = fileOf(course);
  if (!existsSync(file)) return { progress: existsSync(backupOf(course)) ? backup(course) : noProgress() };
  try {
    return { progress: parse(file) };
  } catch (error) {
    const kept = join(ownFolder(course), `progress.damaged-${new Date().toISOString().replaceAll(':', '-')}.json`);
    try {
      renameSync(file, kept);
    } catch (problem) {
      throw notWritable(kept, problem);
    }
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    const progress = backup(course);
    writeWhole(file, format(progress));
    return { progress, damage: { kept: relative(course.root, kept), why } };
  }
}

/**
 * Changes the progress and saves it; returns what was saved. Reads the file first, so that two terminals add up. The
 * file before this one stays as a backup.
 */
export function updateProgress(course: Course, change: (progress: Progress) => void): Progress {
  return withLock(join(ownFolder(course), 'progress.lock'), () => {
    const { progress } = readProgress(course);
    const before = format(progress);
    change(progress);
    const text = format(progress);
    const file = fileOf(course);
    if (text === before && existsSync(file)) return progress;
    if (existsSync(file)) writeWhole(backupOf(course), before);
    writeWhole(file, text);
    return progress;
  });
}

/** Saves that an answer passed; the first time counts. */
export function markPassed(progress: Progress, key: string): void {
  progress.exercises[key] = { passed: new Date().toISOString(), ...progress.exercises[key] };
}

/** Whether an answer has passed. */
export function hasPassed(progress: Progress, key: string): boolean {
  return progress.exercises[key]?.passed !== undefined;
}

function backup(course: Course): Progress {
  try {
    return parse(backupOf(course));
  } catch {
    return noProgress();
  }
}

const parse = (file: string): Progress => schema.parse(JSON.parse(readFileSync(file, 'utf8')));
const format = (progress: Progress): string => `${JSON.stringify(progress, null, 2)}\n`;
