/** An exercise as its Markdown says it. */
export interface Exercise {
  /** Name of its folder, in kebab-case. */
  readonly id: string;
  /** Chapter it belongs to, such as `linalg`. */
  readonly chapter: string;
  /** A line for lists. */
  readonly title: string;
  /** How long it takes, about. */
  readonly minutes: number;
  /** Place in its chapter, from 1. */
  readonly order: number;
  /** What to do, in Markdown. */
  readonly text: string;
  /** From a nudge to nearly the answer, in Markdown; two or more. */
  readonly hints: readonly string[];
  /** What to read when it is done, in Markdown. */
  readonly after: string;
}

/** A wrong answer that learners give, and the diagnosis it must get. */
export interface Mistake {
  /** What is done wrong, such as "forgets the square root". */
  readonly name: string;
  /** Pairs of a text that stands in the solution once, and the text to put there. */
  readonly replace: readonly (readonly [from: string, to: string])[];
  /** Kind of the failure. */
  readonly kind: MistakeKind;
  /** Step that must fail; any where it is left out. */
  readonly step?: string;
  /** Part of the failure's message or detail. */
  readonly says: string;
}

/** Kinds of failure that a mistake can lead to. */
export const mistakeKinds = ['shape', 'type', 'value', 'gradient', 'mutation', 'throw'] as const;

/** One of `mistakeKinds`. */
export type MistakeKind = (typeof mistakeKinds)[number];

/** All files of an exercise, as text; `check.ts` is a module, to be imported from its path. */
export interface ExerciseFiles extends Exercise {
  /** The exercise's folder. */
  readonly folder: string;
  /** Text of `solution.ts`. */
  readonly solution: string;
  /** What the learner starts from. */
  readonly stub: string;
  /** Path of `check.ts`. */
  readonly checkPath: string;
  /** The known mistakes. */
  readonly mistakes: readonly Mistake[];
}
