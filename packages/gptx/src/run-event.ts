import type { Metrics } from './metrics.ts';
import type { ModelCost } from './model-cost.ts';
import type { RunConfig } from './run-config.ts';

/** What a run tells while it goes on: notes, the model and the time it will take, steps, samples and checkpoints, the end. */
export type RunEvent =
  | NoteEvent
  | ModelEvent
  | EstimateEvent
  | StepEvent
  | SampleEvent
  | CheckpointEvent
  | StoppedEvent
  | FinishedEvent;

/** Something that the user did not ask for and should know. */
export interface NoteEvent {
  /** Kind of the event. */
  readonly kind: 'note';
  /** In a sentence. */
  readonly text: string;
}

/** A run before it starts. */
export interface ModelEvent {
  /** Kind of the event. */
  readonly kind: 'model';
  /** Folder of the run. */
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

/** How long a run will take. */
export interface EstimateEvent {
  /** Kind of the event. */
  readonly kind: 'estimate';
  /** One optimizer step. */
  readonly secondsPerStep: number;
  /** All that is left: steps, validation losses, samples. */
  readonly seconds: number;
}

/** A step was made. */
export interface StepEvent {
  /** Kind of the event. */
  readonly kind: 'step';
  /** Its line in `metrics.jsonl`. */
  readonly metrics: Metrics;
  /** What the steps that are left will take, at the pace so far. */
  readonly secondsLeft: number;
}

/** A text was drawn from the model, at temperature 0.8: as many characters as `sampleTokens` says. */
export interface SampleEvent {
  /** Kind of the event. */
  readonly kind: 'sample';
  /** Steps made before. */
  readonly step: number;
  /** The text. */
  readonly text: string;
  /** Share of its words that stand in the training text. */
  readonly knownWords: number;
}

/** A checkpoint was saved. */
export interface CheckpointEvent {
  /** Kind of the event. */
  readonly kind: 'checkpoint';
  /** Steps made. */
  readonly step: number;
  /** Folder of the checkpoint. */
  readonly path: string;
}

/** The run was asked to stop, and has saved. */
export interface StoppedEvent {
  /** Kind of the event. */
  readonly kind: 'stopped';
  /** Steps made. */
  readonly step: number;
}

/** The last step was made. */
export interface FinishedEvent {
  /** Kind of the event. */
  readonly kind: 'finished';
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
  readonly samples: readonly SampleEvent[];
}
