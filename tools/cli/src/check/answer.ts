import type { CheckResult } from '@zero-to-gpt/check';
import type { TypeProblem } from './type-problems.ts';

/** A check's result, with what only the command knows. */
export interface Answer extends CheckResult {
  /** The learner's file, from the root of the course. */
  readonly file: string;
  /** What the learner's code printed. */
  readonly printed: string;
  /** What TypeScript finds wrong in the file; undefined where it was not asked. */
  readonly types?: readonly TypeProblem[];
}
