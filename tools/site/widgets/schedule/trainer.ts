import type { Schedule } from '../kit/schedules.ts';
import { inSlices } from '../kit/slices.ts';
import { every, runSteps, seeds } from './model.ts';
import type { Track, Training } from './training.ts';

/** What was measured from each start so far. */
export type Measured = readonly (readonly number[])[];

/** Trains from all starts side by side, and tells of the losses now and then; returns what stops it. */
export function train(track: Track, schedule: Schedule, tell: (losses: Measured, done: boolean) => void): () => void {
  const lanes = seeds.map((seed) => track.start(seed, schedule));
  const losses: number[][] = lanes.map((lane) => [measured(lane)]);
  let step = 0;
  const leave = (): void => {
    for (const lane of lanes.splice(0)) lane[Symbol.dispose]();
  };
  const stop = inSlices(
    () => {
      for (const lane of lanes) lane.step();
      step += 1;
      if (step % every === 0) for (const [i, lane] of lanes.entries()) losses[i]!.push(measured(lane));
      return step < runSteps;
    },
    (done) => {
      if (done) leave();
      tell(losses, done);
    },
  );
  return () => {
    stop();
    leave();
  };
}

/** NaN for what is lost, whether it is infinite by now or no number. */
function measured(lane: Training): number {
  const loss = lane.loss();
  return Number.isFinite(loss) ? loss : NaN;
}
