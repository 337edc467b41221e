import type { NDArray } from '@zero-to-gpt/linalg';

/** What a recurrent network remembers: h (B, H), and LSTM's cell c (B, H). */
export interface State {
  /** Hidden state, (B, H): also the result of a step. */
  readonly h: NDArray;
  /** Cell state of an LSTM, (B, H). */
  readonly c?: NDArray;
}

/** The weights on the state: gates times H rows. */
export interface StateWeights {
  /** (G·H, H). */
  readonly w: NDArray;
  /** (G·H), or null. */
  readonly b: NDArray | null;
}

/** What a rule keeps from forward for backward, by name. */
export type Kept = Readonly<Record<string, NDArray>>;

/** What a rule gives going forward. */
export interface RuleForward {
  /** Hidden states from before the first step to after the last, (T + 1, B, H). */
  readonly hs: NDArray;
  /** State after the last step. */
  readonly last: State;
  readonly kept: Kept;
}

/** What a rule gives going back. */
export interface RuleBackward {
  /** Slopes of the inputs' part of the gates, (T, B, G·H). */
  readonly gi: NDArray;
  /** Slopes of the state's part of the gates, (T, B, G·H): the same array but for GRU. */
  readonly gh: NDArray;
  /** Slopes of the state before the first step. */
  readonly first: State;
}

/** The arithmetic of one kind of cell over T steps, time first. */
export interface Rule {
  /** Rows of weights for each number of the state: 1, 3 or 4. */
  readonly gates: number;
  /** Whether the state has a `c`. */
  readonly cell: boolean;
  /** gi: what the inputs add to the gates, (T, B, G·H). */
  forward(gi: NDArray, weights: StateWeights, before: State): RuleForward;
  /** dhs: slopes of the results, (T, B, H); dlast: those of the state after the last step, or null for zeros. */
  backward(dhs: NDArray, dlast: State | null, hs: NDArray, kept: Kept, weights: StateWeights): RuleBackward;
}
