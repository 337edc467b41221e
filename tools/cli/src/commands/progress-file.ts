import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatProgress, parseProgress, progressLimits, type SavedProgress } from '@zero-to-gpt/lesson-kit/progress';
import type { Work } from '../check/open-course.ts';
import { CommandError } from '../command-error.ts';
import { exportProgress } from '../course/export-progress.ts';
import { type Brought, importProgress } from '../course/import-progress.ts';
import { writeWhole } from '../course/write-whole.ts';
import { confirm } from '../terminal/ask.ts';
import { paint } from '../terminal/paint.ts';

/** `zero-to-gpt progress --export FILE`: what was reached, with the answers, for the course's page or another folder. */
export function writeProgressFile({ course, all, progress }: Work, name: string): void {
  const file = resolve(name);
  if (existsSync(file)) requireOurs(file, name);
  const { saved, tooLong } = exportProgress(course, all, progress);
  const text = formatProgress(saved);
  if (text.length > progressLimits.file)
    throw new CommandError(
      `Cannot write ${name}: found ${text.length} characters of answers, wanted ${progressLimits.file} at most`,
    );
  writeWhole(file, text);
  const answers = Object.values(saved.exercises);
  const passed = answers.filter((answer) => answer.passed !== undefined).length;
  const codes = answers.filter((answer) => answer.code !== undefined).length;
  console.log(`Wrote ${name}: ${count(passed, 'exercise')} passed, ${count(codes, 'answer')}`);
  for (const key of tooLong)
    console.error(paint.yellow(`Left out the answer to ${key}: longer than ${progressLimits.code} characters`));
}

/** `zero-to-gpt progress --import FILE`: adds such a file to this folder. */
export async function readProgressFile({ course, all }: Work, name: string): Promise<void> {
  const saved = readFile(name);
  const { answers, passed, strangers } = await importProgress(course, all, saved, (path, otherwise) =>
    confirm(`${path} differs. Take the answer of ${name}? Yours is backed up.`, otherwise),
  );
  console.log(`Read ${name}: ${count(passed.length, 'exercise')} more passed, ${count(answers.length, 'answer')} new`);
  for (const answer of answers) console.log(`  ${told(answer)}`);
  if (strangers.length > 0)
    console.log(
      `Kept, though no installed chapter has it: ${strangers.join(', ')}\n  Once it is installed, import the file again`,
    );
}

function readFile(name: string): SavedProgress {
  const file = resolve(name);
  if (!existsSync(file)) throw new CommandError(`Cannot read ${name}: there is no such file`);
  const found = statSync(file);
  if (!found.isFile()) throw new CommandError(`Cannot read ${name}: it is not a file`);
  if (found.size > 4 * progressLimits.file)
    throw new CommandError(`Cannot read ${name}: found ${found.size} bytes, wanted ${4 * progressLimits.file} at most`);
  try {
    return parseProgress(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new CommandError(
        error.message.replace('the progress:', `${name}:`),
        'Save it anew: on the page of all exercises, or by npx zero-to-gpt progress --export FILE',
      );
    throw new CommandError(`Cannot read ${name}: ${error instanceof Error ? error.message : error}`);
  }
}

/** An export goes over an earlier one, never over another file. */
function requireOurs(file: string, name: string): void {
  try {
    readFile(file);
  } catch {
    throw new CommandError(`Cannot write ${name}: something else has that name`, 'Choose another name');
  }
}

function told({ what, path, backup }: Brought): string {
  if (what === 'taken') return `${path}: taken from the file; yours is ${backup}`;
  if (what === 'kept') return `${path}: yours stays; the file's is ${backup}`;
  return path;
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
