import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageName } from '../chapters.ts';
import { compilerOf } from '../check/type-problems.ts';
import type { Course } from '../course/course.ts';
import type { Finding } from './finding.ts';

/** The Node that runs this. */
export function node(found: string = process.versions.node): Finding {
  const [major = 0, minor = 0] = found.split('.').map(Number);
  const enough = major > 20 || (major === 20 && minor >= 19);
  const means = 'runs the course';
  return enough
    ? { name: 'Node', state: 'works', found, means }
    : { name: 'Node', state: 'broken', found, means, cure: 'Install 20.19 or later: https://nodejs.org' };
}

/** The course folder: its chapters, and whether it can be written. */
export function folder(course: Course | string): Finding {
  const means = 'your exercises and your progress';
  if (typeof course === 'string')
    return { name: 'Course folder', state: 'missing', found: course, means, cure: 'npx zero-to-gpt init my-gpt' };
  const own = join(course.root, '.zero-to-gpt');
  try {
    accessSync(existsSync(own) ? own : course.root, constants.W_OK);
  } catch {
    const cure = 'Change its owner, or move it to a place of your own';
    return { name: 'Course folder', state: 'broken', found: `${course.root} cannot be written`, means, cure };
  }
  if (course.missing.length > 0 || course.chapters.length === 0) {
    const found = `not installed: ${course.missing.map(packageName).join(', ') || 'any chapter'}`;
    return { name: 'Course folder', state: 'broken', found, means, cure: 'npm install' };
  }
  const found = course.chapters.map(({ name, version }) => `${name} ${version}`).join(', ');
  return { name: 'Course folder', state: 'works', found, means };
}

/** TypeScript in the course folder. */
export function typescript(course: Course | undefined): Finding {
  const means = 'a check tells of wrong types too; without it answers are still checked';
  const tsc = course && compilerOf(course);
  if (tsc === undefined)
    return { name: 'TypeScript', state: 'missing', found: 'not installed here', means, cure: 'npm install typescript' };
  const { version } = JSON.parse(readFileSync(join(dirname(tsc), '../package.json'), 'utf8')) as { version: string }; // npm wrote it
  return { name: 'TypeScript', state: 'works', found: version, means };
}
