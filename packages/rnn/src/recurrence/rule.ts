import type { NDArray } from '@zero-to-gpt/linalg';

/** What a recurrent network remembers: h (B, H), and LSTM's cell c (B, H). */
export interface State {
  /** Hidden state, (B, H): also the result of a step. */
  readonly h: NDArray;
  /** Cell state of an LSTM, (B, H). */
  readonly c?: NDArray;
}

/** What a rule keeps from forward for backward, by name. */
export type Kept = Readonly<Record<string, NDArray>>;

/** What a rule gives going forward. */
export interface RuleForward {
  /** Hidden states from before the first step to after the last, (T + 1, B, H). */
  readonly hs: NDArray;
  /** State after the last step. */
  readonly last: State;
  /** What `backward` needs. */
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

/** The arithmetic of one kind of cell over T steps, time first. Arrays are written in place: small ones cost more to make than to fill. */
export interface Rule {
  /** Rows of weights for each number of the state: 1, 3 or 4. */
  readonly gates: number;
  /** Whether the state has a `c`. */
  readonly cell: boolean;
  /** Gates, the last ones, whose biases on the state are not simply added to those on the inputs. */
  readonly apart: number;
  /**
   * sums: what inputs and biases add to the gates, (T, B, G·H), the rule's to overwrite and keep. w: weights on the state,
   * (G·H, H). bias: what is left of the state's, (apart·H), or null.
   */
  forward(sums: NDArray, w: NDArray, before: State, bias: NDArray | null): RuleForward;
  /** dhs: slopes of the results, (T, B, H); dlast: those of the state after the last step, or null for zeros. */
  backward(dhs: NDArray, dlast: State | null, hs: NDArray, kept: Kept, w: NDArray): RuleBackward;
}
