import { readFileSync, statSync } from 'node:fs';
import type { CourseFiles } from '../markdown/course-files.ts';
import type { Course } from '../shared/course.ts';

/** A JSON file that is read again once it has changed. */
function latest<T>(file: string): () => T {
  let read: { readonly at: number; readonly value: T } | undefined;
  return () => {
    const at = statSync(file).mtimeMs;
    if (read?.at !== at) read = { at, value: JSON.parse(readFileSync(file, 'utf8')) as T }; // written by build/pages.ts
    return read.value;
  };
}

/** `.site/source.json`. */
export const courseFiles = (site: string): (() => CourseFiles) => latest<CourseFiles>(`${site}/source.json`);

/** `.site/course.json`. */
export const courseOutline = (site: string): (() => Course) => latest<Course>(`${site}/course.json`);
