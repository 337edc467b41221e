import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChapterName } from '../chapters.ts';
import { packageName } from '../chapters.ts';
import { bundle } from '../check/bundle.ts';
import { runChild } from '../check/child.ts';
import type { Conformed, Tested } from '../child/conform.ts';
import { CommandError } from '../command-error.ts';
import type { Course } from '../course/course.ts';
import { childProgram } from '../here.ts';

/** Options of `runSuite`. */
export interface SuiteOptions {
  /** Go on after a failure. */
  readonly all?: boolean;
  /** Look only whether every name is exported. */
  readonly only?: 'names' | 'tests';
  /** Milliseconds that each test may take. */
  readonly limit?: number;
}

/** Runs the conformance suite of a chapter on a module of the learner's. */
export async function runSuite(
  course: Course,
  chapter: ChapterName,
  file: string,
  { all = false, only = 'tests', limit = 10_000 }: SuiteOptions = {},
): Promise<Conformed> {
  const place = mkdtempSync(join(tmpdir(), 'zero-to-gpt-suite-'));
  try {
    const outfile = join(place, 'suite.mjs');
    const entry = `import { conform } from ${JSON.stringify(childProgram('conform'))};
await conform({
  suite: () => import(${JSON.stringify(`${packageName(chapter)}/conformance`)}),
  mine: () => import(${JSON.stringify(file)}),
}, ${JSON.stringify({ all, only })});
`;
    const wrong = await bundle({ entry, root: course.root, outfile });
    for (const { message, at, detail } of wrong) {
      if (message.includes('/conformance'))
        throw new CommandError(`Cannot check ${chapter}: its package has no conformance suite`);
      const where = at === undefined ? '' : ` (${at})`;
      throw new CommandError(`Cannot read your module: ${message}${where}${detail ? `\n${detail}` : ''}`);
    }
    const { how, result, step, complained } = await runChild(outfile, { cwd: course.root, limit });
    if (how === 'result') return result as Conformed; // told by our own child program
    const message =
      how === 'time'
        ? `did not finish within ${limit / 1000} s: is there a loop that never ends?`
        : `your code ended the program${complained ? `: ${complained.trim().split('\n').at(-1)}` : ''}`;
    const test: Tested = { name: step || 'reading your module', ok: false, message };
    return { missing: [], total: 0, tests: [test] };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
