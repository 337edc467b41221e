import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckResult, Failure } from '@zero-to-gpt/check';
import type { Course } from '../course/course.ts';
import type { Exercise } from '../course/exercise.ts';
import { childProgram } from '../here.ts';
import type { Answer } from './answer.ts';
import { bundle } from './bundle.ts';
import { type Ended, runChild } from './child.ts';

/** Options of `checkExercise`. */
export interface CheckOptions {
  /** Milliseconds that each step may take. */
  readonly limit?: number;
  /** Ends the check before its time; the answer then says nothing. */
  readonly signal?: AbortSignal;
}

const seconds10 = 10_000;

/** Runs the check of an exercise on the learner's file. Whatever the learner's code does, an answer comes back. */
export async function checkExercise(
  course: Course,
  exercise: Exercise,
  { limit = seconds10, signal }: CheckOptions = {},
): Promise<Answer> {
  const { key, file, chapter, folder } = exercise;
  const place = mkdtempSync(join(tmpdir(), 'zero-to-gpt-check-'));
  try {
    const outfile = join(place, 'check.mjs');
    const [wrong] = await bundle({
      entry: entryOf(exercise, course),
      ...{ root: course.root, outfile, packagesFrom: folder, upTo: chapter },
    });
    if (wrong) {
      const kind = wrong.message.includes('No matching export') ? 'type' : 'syntax';
      return failed(exercise, { step: 'reading your file', kind, ...wrong });
    }
    const ended = await runChild(outfile, { cwd: course.root, limit, ...(signal && { signal }) });
    if (ended.how === 'result') {
      const result = ended.result as CheckResult; // told by our own child program
      return { ...result, id: key, file, printed: ended.printed, ...fromRoot(result.failure, course.root) };
    }
    return failed(exercise, endedEarly(ended, limit), ended.printed);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function entryOf({ folder, file }: Exercise, { root }: Course): string {
  const path = (name: string): string => JSON.stringify(name);
  return `import { answer } from ${path(childProgram('answer'))};
await answer(${path(file)}, {
  check: () => import(${path(join(folder, 'check.ts'))}),
  mine: () => import(${path(join(root, file))}),
});
`;
}

function endedEarly({ how, step, complained, status }: Ended, limit: number): Failure {
  const name = step || 'starting';
  if (how === 'time') {
    const message = `"${name}" did not finish within ${limit / 1000} s: is there a loop that never ends?`;
    return { step: name, kind: 'time', message };
  }
  if (complained.includes('heap out of memory'))
    return { step: name, kind: 'throw', message: 'Out of memory: does a list grow for ever?' };
  const said = complained.split('\n').find((line) => /^\w*Error\b/.test(line));
  const message = said ?? `Your code ended the program (status ${status}) before the check was through`;
  return { step: name, kind: 'throw', message, ...(complained && { detail: complained.trim() }) };
}

/** The failure with its place counted from the root of the course. */
function fromRoot(failure: Failure | undefined, root: string): { failure?: Failure } {
  if (failure?.at === undefined) return failure ? { failure } : {};
  const at = failure.at.replaceAll('\\', '/').replace(`${root.replaceAll('\\', '/')}/`, '');
  return { failure: { ...failure, at } };
}

function failed({ key, file }: Exercise, failure: Failure, printed = ''): Answer {
  return { id: key, file, total: 0, steps: [{ name: failure.step, ok: false, ms: 0 }], failure, printed };
}
