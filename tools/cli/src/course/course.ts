import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { type ChapterName, chapterNames, packageName } from '../chapters.ts';
import { CommandError } from '../command-error.ts';
import { findPackage } from './find-package.ts';

/** A chapter's package as it lies in the learner's node_modules. */
export interface InstalledChapter {
  /** Its name: `linalg`. */
  readonly name: ChapterName;
  /** Folder of the package. */
  readonly folder: string;
  /** Version of the package. */
  readonly version: string;
}

/** A learner's folder: package.json, the chapters it names, and the learner's files. */
export interface Course {
  /** Path of the folder. */
  readonly root: string;
  /** The chapters that package.json names and node_modules holds, in the order of the course. */
  readonly chapters: readonly InstalledChapter[];
  /** Chapters that package.json names but node_modules lacks. */
  readonly missing: readonly ChapterName[];
}

const dependencies = z.record(z.string(), z.string()).optional();
const manifest = z.object({ dependencies, devDependencies: dependencies });
const installed = z.object({ version: z.string() });

/** The course that a folder lies in: the folder itself or the nearest one above it. */
export function openCourse(from: string): Course {
  const start = realpathSync(resolve(from));
  let other: string | undefined;
  for (let folder = start; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) {
      const names = namedPackages(file);
      if (names.some((name) => name === 'zero-to-gpt' || name.startsWith('@zero-to-gpt/'))) return open(folder, names);
      other ??= file;
    }
    if (dirname(folder) === folder) break;
  }
  const found = other ? `${other} names no chapter of the course` : 'no package.json here or above';
  throw new CommandError(
    `Cannot find a course folder at ${start}: ${found}`,
    'Go to your course folder, or make one: npx zero-to-gpt init my-gpt',
  );
}

/** Names of the packages that a package.json depends on. */
export function namedPackages(file: string): string[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CommandError(`Cannot read ${file}: ${error instanceof Error ? error.message : error}`, 'Mend the file');
  }
  const read = manifest.safeParse(content);
  if (!read.success) throw new CommandError(`Cannot read ${file}: ${z.prettifyError(read.error)}`, 'Mend the file');
  return Object.keys({ ...read.data.dependencies, ...read.data.devDependencies });
}

function open(root: string, names: readonly string[]): Course {
  const named = chapterNames.filter((name) => names.includes(packageName(name)));
  const found = named.map((name) => findChapter(root, name));
  return {
    root,
    chapters: found.filter((chapter) => chapter !== undefined),
    missing: named.filter((_, i) => found[i] === undefined),
  };
}

/** A chapter's package as seen from a folder; undefined where it is not installed. */
export function findChapter(from: string, name: ChapterName): InstalledChapter | undefined {
  const folder = findPackage(from, packageName(name));
  if (folder === undefined) return undefined;
  const { version } = installed.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  return { name, folder, version };
}
