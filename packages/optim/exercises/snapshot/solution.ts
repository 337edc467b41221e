import { Random } from '@zero-to-gpt/linalg';

/** All that a run remembers from step to step. */
export interface Run {
  w: number[];
  v: number[];
  step: number;
  place: { epoch: number; index: number };
  random: Random;
}

/** The run as a text. */
export function save(run: Run): string {
  // #region TODO JSON, with the state of the stream: about 1 line
  return JSON.stringify({ ...run, random: run.random.state() });
  // #endregion
}

/** The run that a text of `save` tells of. */
export function restore(text: string): Run {
  // #region TODO back from JSON, with a stream made of its state: about 2 lines
  const saved = JSON.parse(text) as Omit<Run, 'random'> & { random: number[] };
  return { ...saved, random: Random.from(saved.random) };
  // #endregion
}
