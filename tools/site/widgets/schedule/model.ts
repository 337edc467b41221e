import type { Schedule } from '../kit/schedules.ts';
import { type Settings, scheduleFor } from './recipe.ts';

/** How long every run is, whatever its schedule was made for: as in the lesson. */
export const runSteps = 400;

/** Steps between two losses that are measured. */
export const every = 20;

/** Each run is made from so many starts. */
export const seeds = [1, 2, 3] as const;

/** The runs that stay have one of these names each. */
export const letters = ['A', 'B', 'C'] as const;

/** Runs from all seeds under one schedule. */
export interface Run {
  readonly settings: Settings;
  /** Its place among those that stay: a name and a colour. */
  readonly lane: number;
  /** For each seed the losses measured so far, from that of the start; what is no number any more is NaN. */
  readonly losses: readonly (readonly number[])[];
}

/** The rate of each step of the run, or why there is none, in the words of the package. */
export function ratesFor(settings: Settings): { readonly rates: readonly number[] } | { readonly refusal: string } {
  let schedule: Schedule;
  try {
    schedule = scheduleFor(settings);
  } catch (error) {
    return { refusal: String(error) };
  }
  return { rates: Array.from({ length: runSteps }, (_, step) => schedule(step)) };
}

/** The place for one more run: a free one, else that of the oldest. */
export function nextLane(runs: readonly Run[]): number {
  const free = letters.findIndex((_, lane) => runs.every((run) => run.lane !== lane));
  return free >= 0 ? free : runs[0]!.lane;
}

/** Whether all has been measured. */
export function complete({ losses }: Run): boolean {
  return losses.every((one) => one.length === runSteps / every + 1);
}

/** The last loss of each seed. */
export function lastOf({ losses }: Run): readonly number[] {
  return losses.map((one) => one.at(-1)!);
}

/** Mean of the last losses; NaN where one run is lost. */
export function meanOf(run: Run): number {
  const last = lastOf(run);
  return last.reduce((sum, loss) => sum + loss, 0) / last.length;
}
