import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Course } from './course.ts';
import type { Progress } from './progress.ts';
import { writeWhole } from './write-whole.ts';

/** What became of a file that this command wanted to write. */
export type Placed = 'new' | 'same' | 'replaced' | 'kept' | 'beside';

/** A file for the learner's folder: its path there, and its content. */
export interface Material {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * Puts a file into the learner's folder without touching the learner's work:
 * `new` it was not there · `same` nothing to do · `replaced` the learner had not touched it ·
 * `kept` the learner's, and ours is what it was · `beside` the learner's, and our new text is `<name>.new.<ending>`.
 */
export function place(course: Course, progress: Progress, { path, content }: Material): Placed {
  const file = join(course.root, path);
  const before = progress.files[path];
  const now = digest(content);
  const write = (): void => {
    writeWhole(file, content);
    progress.files[path] = now;
  };
  if (!existsSync(file)) {
    write();
    return 'new';
  }
  const found = digest(readFileSync(file));
  if (found === now) {
    progress.files[path] = now;
    return 'same';
  }
  if (found === before) {
    write();
    return 'replaced';
  }
  if (before === now) return 'kept';
  progress.files[path] = now;
  if (before === undefined) return 'kept'; // a folder whose progress was lost: what ours was is unknown
  writeWhole(join(course.root, besideName(path)), content);
  return 'beside';
}

/** Where a new text goes when the learner's own has the name. */
export function besideName(path: string): string {
  const ending = extname(path);
  return `${path.slice(0, path.length - ending.length)}.new${ending}`;
}

/** SHA-256 of a file's content, in hexadecimal. */
export function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
