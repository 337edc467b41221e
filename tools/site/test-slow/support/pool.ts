import { availableParallelism } from 'node:os';

/** How many pages work at once: one for each core but no more than four, as each has threads of its own. */
const places = Math.min(4, availableParallelism());

const waiting: (() => void)[] = [];
let busy = 0;

/** Runs `work` when one of the places is free: for tests of `describe.concurrent`. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= places) await new Promise<void>((next) => waiting.push(next));
  else busy++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else busy--;
  }
}
