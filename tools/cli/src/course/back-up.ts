import { join, relative } from 'node:path';
import type { Course } from './course.ts';
import { ownFolder } from './progress.ts';
import { writeWhole } from './write-whole.ts';

/** Keeps a text of an exercise in `.zero-to-gpt/backups`, under a name of its own; returns its path from the root. */
export function backUp(course: Course, key: string, content: string | Uint8Array): string {
  const stamp = new Date().toISOString().replaceAll(':', '-').replace('Z', '');
  const backup = join(ownFolder(course), 'backups', `${key.replace('/', '-')}-${stamp}.ts`);
  writeWhole(backup, content);
  return relative(course.root, backup).replaceAll('\\', '/');
}
