import { readFileSync } from 'node:fs';
import type { Course } from '../shared/course.ts';
import { figure } from '../theme/demo/figure.ts';
import type { RunState } from '../theme/demo/run-state.ts';
import { coursePath } from './course-path.ts';
import { counts, today } from './today.ts';

/** The home page as Markdown: pages/index.md with the course, and a finished run of the demo, put into it. */
export function homePage(course: Course): string {
  const parts = { demo: figure(finishedRun()), path: coursePath(course), today: today(course), counts: counts(course) };
  return read('index.md').replace(/<!-- zg:(\w+) -->/g, (marker, name: string) => {
    const part = parts[name as keyof typeof parts] as string | undefined; // any name can stand in the page
    if (part === undefined)
      throw new RangeError(
        `Cannot fill pages/index.md: found ${marker}, wanted one of ${Object.keys(parts).join(', ')}`,
      );
    return part;
  });
}

/** The run that theme/demo/record.ts wrote. */
export function finishedRun(): RunState {
  return JSON.parse(read('../theme/demo/finished-run.json')) as RunState; // our own file, compared with a fresh run by a test
}

function read(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}
