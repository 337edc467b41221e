import type { Moment, Name, Opening } from './moment.ts';

/** A run as the page shows it. */
export interface RunState {
  readonly seed: number;
  readonly opening: Opening;
  readonly moments: readonly Moment[];
}

/** Steps made so far. */
export function stepOf({ moments }: RunState): number {
  return moments.at(-1)?.step ?? 0;
}

/** The last loss on the names it never sees. */
export function heldOutLoss({ moments }: RunState): number | undefined {
  return moments.findLast((moment) => moment.heldOut !== undefined)?.heldOut;
}

/** The lines of samples, first to last. */
export function samplesOf({
  moments,
}: RunState): readonly { readonly step: number; readonly names: readonly Name[] }[] {
  return moments.flatMap(({ step, names }) => (names ? [{ step, names }] : []));
}
