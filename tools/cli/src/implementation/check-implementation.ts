import { CommandError } from '../command-error.ts';
import { type Course, openCourse } from '../course/course.ts';
import { requireChapter } from '../course/find-exercise.ts';
import { paint } from '../terminal/paint.ts';
import { findModule } from './find-module.ts';
import { runSuite } from './run-suite.ts';

/** Options of `checkImplementation`. */
export interface ImplementationOptions {
  /** Go on after a failure. */
  readonly all: boolean;
  /** Print JSON. */
  readonly json: boolean;
}

/** `check linalg --impl ./mine`: a chapter's conformance suite on the learner's module. Returns the exit status. */
export async function checkImplementation(
  words: readonly string[],
  module: string,
  { all, json }: ImplementationOptions,
): Promise<number> {
  const [chapter, ...rest] = words;
  if (chapter === undefined || rest.length > 0)
    throw new CommandError(
      `Cannot check ${module}: wanted one chapter, found ${words.join(' ') || 'none'}`,
      `npx zero-to-gpt check linalg --impl ${module}`,
    );
  const course: Course = openCourse(process.cwd());
  requireChapter(course, chapter);
  const { missing, total, tests } = await runSuite(course, chapter, findModule(module), { all });
  const failed = tests.filter(({ ok }) => !ok);
  const status = missing.length > 0 || failed.length > 0 ? 1 : 0;
  if (json) {
    console.log(JSON.stringify({ chapter, missing, total, passed: tests.length - failed.length, tests }, null, 2));
    return status;
  }
  if (missing.length > 0) {
    console.log(missingNames(module, missing));
    return status;
  }
  for (const { name, message, at } of failed) {
    const where = at === undefined ? '' : `  ${paint.cyan(at)}`;
    console.log(`${paint.red('✗')} ${paint.bold(name)}\n  ${message ?? 'failed'}${where}\n`);
  }
  const passed = `${tests.length - failed.length} of ${total} tests of ${chapter} pass`;
  const later = total - tests.length;
  if (status === 0) console.log(`${paint.green('✓')} ${passed}: your ${chapter} can take the place of ours`);
  else console.log(`${passed}${later > 0 ? `; ${later} come after the first failure (--all runs them)` : ''}`);
  return status;
}

/** Says which names a module has to export besides those it has. */
export function missingNames(module: string, missing: readonly string[]): string {
  const many = missing.length === 1 ? 'one name is' : `${missing.length} names are`;
  return `${paint.red(`${module} is not whole: ${many} missing`)}\n\n  ${missing.join('\n  ')}`;
}
