import type { Metrics } from './metrics.ts';
import type { ModelCost } from './model-cost.ts';
import type { RunConfig } from './run-config.ts';

/** What a run tells while it goes on, in this order: `model`, `estimate`, then steps, samples and checkpoints, then `stopped` or `finished`. */
export type RunEvent =
  | { readonly kind: 'note' /** Something that the user did not ask for and should know. */; readonly text: string }
  | ({ readonly kind: 'model' } & RunOutline)
  | { readonly kind: 'estimate'; readonly secondsPerStep: number; readonly seconds: number }
  | { readonly kind: 'step'; readonly metrics: Metrics; readonly secondsLeft: number }
  | ({ readonly kind: 'sample' } & RunSample)
  | { readonly kind: 'checkpoint'; readonly step: number; readonly path: string }
  | { readonly kind: 'stopped'; readonly step: number }
  | ({ readonly kind: 'finished' } & RunOutcome);

/** A run before it starts. */
export interface RunOutline {
  /** Its folder. */
  readonly folder: string;
  /** Its settings. */
  readonly config: RunConfig;
  /** Name of the text. */
  readonly text: string;
  /** Tokens in the training part. */
  readonly trainTokens: number;
  /** Tokens in the validation part. */
  readonly validationTokens: number;
  /** Different characters. */
  readonly vocabSize: number;
  /** What the model costs. */
  readonly cost: ModelCost;
  /** Loss of counting pairs, in nats per token. */
  readonly baseline: number;
  /** Steps made before. */
  readonly startStep: number;
}

/** A run at its end. */
export interface RunOutcome {
  /** Steps made. */
  readonly step: number;
  /** Mean loss over the whole validation part, in nats per token. */
  readonly valLoss: number;
  /** Tokens that it is the mean over. */
  readonly valTokens: number;
  /** Loss of counting pairs, in nats per token. */
  readonly baseline: number;
  /** Share of words of the last sample that stand in the training text. */
  readonly knownWords: number;
  /** Samples before training, at half time and at the end, as far as they are there. */
  readonly samples: readonly RunSample[];
}

/** A text drawn from the model during its run, at temperature 0.8: as many characters as `sampleTokens` says. */
export interface RunSample {
  /** Steps made before. */
  readonly step: number;
  /** The text. */
  readonly text: string;
  /** Share of its words that stand in the training text. */
  readonly knownWords: number;
}
