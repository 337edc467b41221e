/**
 * What went wrong. `todo`: a part is still to be written. `type`: another kind of thing than wanted, or a missing export.
 * `shape`: the right kind in another shape. `value`: wrong numbers. `gradient`: wrong slopes. `mutation`: an input was
 * changed or freed. `throw`: the code threw, or did not throw where it should. `time` and `syntax` come from runners
 * that stop a loop without end or cannot read the file, never from a check.
 */
export type FailureKind = 'todo' | 'shape' | 'type' | 'value' | 'gradient' | 'mutation' | 'throw' | 'time' | 'syntax';

/** Why a step failed, in words for the learner. */
export interface Failure {
  /** Name of the step. */
  readonly step: string;
  /** What went wrong. */
  readonly kind: FailureKind;
  /** One line: what and where, what was wanted, and the cure where it is known. */
  readonly message: string;
  /** Further lines, for a font of fixed width: both grids of numbers, the table of slopes, the call. */
  readonly detail?: string;
  /** `path:line:column` in the learner's file, where the code threw. */
  readonly at?: string;
}

/** One step that was run. */
export interface StepResult {
  /** Name of the step. */
  readonly name: string;
  /** Whether it passed. */
  readonly ok: boolean;
  /** How long it took, in milliseconds. */
  readonly ms: number;
}

/** What a check answers. It passed where there is no `failure`. */
export interface CheckResult {
  /** `chapter/exercise`. */
  readonly id: string;
  /** How many steps there are. */
  readonly total: number;
  /** The steps that were run, in order; the last one failed where there is a `failure`. */
  readonly steps: readonly StepResult[];
  /** The first failure, after which no step was run. */
  readonly failure?: Failure;
}
