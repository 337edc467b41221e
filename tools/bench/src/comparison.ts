import { type Measure, quantile, type Row, reduce } from '@zero-to-gpt/build/bench';

/** A row, or half of one: a figure that could not be measured is NaN (null in JSON), and `note` says why. */
export interface NotedRow extends Row {
  /** What a reader has to know about this row. */
  readonly note?: string;
}

/** Both sides of a row, and what they hold until it is measured. */
export interface Sides {
  /** Measures us. May throw `CannotRun`. */
  readonly ours: Measure;
  /** Measures the peer; throws where it cannot run. */
  readonly peer: Measure;
  /** Called at the end. */
  readonly close?: () => unknown;
}

/** Thrown by our side where this machine lacks what the row is about. */
export class CannotRun extends Error {}

/** How much a row may cost. */
export interface CompareOptions {
  /** Unit of what the measures return; one that ends in `/s` is a rate. Default: ms. */
  readonly unit?: string;
  /** Pairs that count, at most. Default: 7. */
  readonly rounds?: number;
  /** Pairs before them that do not. Default: 1. */
  readonly warmup?: number;
  /** Seconds after which no round begins, once there are three, or, after twice as many, one: a busy machine takes fewer, not longer. Default: 10. */
  readonly seconds?: number;
}

/** Rounds that a row wants to have. */
const LEAST = 3;

/**
 * Measures ours, peer, ours, peer …, as `interleave` does, within a time. A peer that throws does not end the
 * benchmark: the row then has our figure and says why. What we throw does, except for `CannotRun`.
 */
export async function compare(id: string, sides: Sides, options: CompareOptions = {}): Promise<NotedRow> {
  const { unit = 'ms', rounds = 7, warmup = 1, seconds = 10 } = options;
  const unknown = { ours: Number.NaN, peer: Number.NaN, ratio: Number.NaN, spread: Number.NaN };
  const pairs: { ours: number; peer: number }[] = [];
  const start = performance.now();
  const isOver = () => {
    const taken = (performance.now() - start) / 1000;
    return taken > (pairs.length < LEAST ? 2 * seconds : seconds) && pairs.length > 0;
  };
  try {
    for (let i = -warmup; i < rounds && !isOver(); i++) {
      const pair = { ours: await sides.ours(), peer: await peerOf(sides) };
      if (i >= 0) pairs.push(pair);
    }
    const few = pairs.length < LEAST && {
      note: `${pairs.length} round${pairs.length > 1 ? 's' : ''} only: too busy for more`,
    };
    return { ...reduce(id, pairs, unit), ...few };
  } catch (error) {
    if (error instanceof CannotRun) return { id, ...unknown, unit, note: error.message };
    if (!(error instanceof PeerFailed)) throw error;
    const alone: number[] = [];
    while (alone.length < LEAST) alone.push(await sides.ours());
    return { id, ...unknown, ours: quantile(alone, 0.5), unit, note: `the peer cannot run: ${error.message}` };
  } finally {
    await sides.close?.();
  }
}

async function peerOf({ peer }: Sides): Promise<number> {
  try {
    return await peer();
  } catch (error) {
    throw new PeerFailed(error);
  }
}

class PeerFailed extends Error {
  constructor(cause: unknown) {
    super((cause instanceof Error ? cause.message : String(cause)).split('\n')[0], { cause });
  }
}
