import type { NamedGrid, Size } from '../calls.ts';

/** Numbers that are wrong as a whole, next to those wanted: what a diagnosis looks at. */
export interface Case {
  /** The learner's numbers, row after row. */
  readonly got: readonly number[];
  /** The wanted ones. */
  readonly want: readonly number[];
  /** Shape of both. */
  readonly shape: readonly number[];
  /** Which of them are wrong. */
  readonly wrong: readonly boolean[];
  /** What was handed to the call. */
  readonly inputs: readonly NamedGrid[];
  /** Lengths that the inputs of the call had. */
  readonly sizes: readonly Size[];
}

/** Says in a few words what is wrong, where it recognizes it. */
export type Diagnosis = (numbers: Case) => string | undefined;

/** Whether two numbers are the same for a diagnosis, which forgives more rounding than a check. */
export function near(a: number, b: number): boolean {
  if (Object.is(a, b) || a === b) return true;
  return Math.abs(a - b) <= 1e-6 + 1e-3 * Math.max(Math.abs(a), Math.abs(b));
}

/** Whether each number is `f` of the wanted one. */
export function each(numbers: Pick<Case, 'got' | 'want'>, f: (want: number) => number): boolean {
  return numbers.got.every((x, i) => near(x, f(numbers.want[i]!)));
}

/** Whether numbers are all the same. */
export const constant = (values: readonly number[]): boolean => values.every((x) => near(x, values[0]!));
