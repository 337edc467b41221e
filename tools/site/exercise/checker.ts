import type { CheckResult } from '@zero-to-gpt/check';
import { Engine } from '../runtime/engine.ts';
import { type RunCheckOptions, runCheck } from './run-check.ts';

let engine: Engine | undefined;
let before: Promise<unknown> = Promise.resolve();

/** Checks an answer in a worker of the exercises' own, one after the other: the lesson's cells keep what they have. */
export function checkAnswer(exercise: string, code: string, options: RunCheckOptions = {}): Promise<CheckResult> {
  const run = (): Promise<CheckResult> => {
    if (!engine || engine.over) engine = new Engine();
    return runCheck(engine, exercise, code, options);
  };
  const result = before.then(run);
  before = result.catch(() => {});
  return result;
}

/** Ends the worker, as when the page is left. */
export function endChecks(): void {
  engine?.end();
  engine = undefined;
}
