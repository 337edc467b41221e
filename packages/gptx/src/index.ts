export { type RunConfig, type RunConfigOptions, runConfig, type Setting, settings } from './run-config.ts';
export { readConfigFile } from './config-file.ts';
export { readText, type TextSource } from './text-source.ts';
export { type Corpus, loadCorpus } from './corpus.ts';
export { knownWords, wordsOf } from './known-words.ts';
export { type ModelCost, modelCost } from './model-cost.ts';
export { isLocked, type LockOwner, lockOwner, lockRun, type RunLock } from '@zero-to-gpt/optim/node';
export { type Metrics, readMetrics } from './metrics.ts';
export { type LossPlotOptions, lossPlot } from './loss-plot.ts';
export type {
  CheckpointEvent,
  EstimateEvent,
  FinishedEvent,
  ModelEvent,
  NoteEvent,
  RunEvent,
  SampleEvent,
  StepEvent,
  StoppedEvent,
} from './run-event.ts';
export { type DrawSampleOptions, drawSample } from './draw-sample.ts';
export { trainRun, type TrainRunOptions } from './train-run.ts';
export { type ResumableSetting, resumableSettings, resumeRun, type ResumeRunOptions } from './resume-run.ts';
export { sampleRun, type SampleRunOptions } from './sample-run.ts';
export { readRun, type RunFile, type RunInfo, type Validation } from './read-run.ts';
