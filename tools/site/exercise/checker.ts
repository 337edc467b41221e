import type { CheckResult } from '@zero-to-gpt/check';
import { Engine } from '../runtime/engine.ts';
import { manifest } from '../runtime/manifest.ts';
import { type RunCheckOptions, runCheck } from './run-check.ts';

let engine: Engine | undefined;
let before: Promise<unknown> = Promise.resolve();

/** Checks an answer in a worker of the exercises' own, one after the other: the lesson's cells keep what they have. */
export function checkAnswer(exercise: string, code: string, options: RunCheckOptions = {}): Promise<CheckResult> {
  const run = async (): Promise<CheckResult> => {
    if (!engine || engine.over) engine = new Engine();
    return runCheck(engine, exercise, code, { ...options, ...(await upTo(exercise)) });
  };
  const result = before.then(run);
  before = result.catch(() => {});
  return result;
}

/** The chapters that an exercise may import: its own and earlier ones. */
async function upTo(exercise: string): Promise<{ allowed?: readonly string[] }> {
  const { chapters = [] } = await manifest().catch(() => ({ chapters: [] })); // what is wrong, the check will say
  const own = chapters.indexOf(exercise.split('/')[0] ?? '');
  return own < 0 ? {} : { allowed: chapters.slice(0, own + 1) };
}

/** Ends the worker, as when the page is left. */
export function endChecks(): void {
  engine?.end();
  engine = undefined;
}
