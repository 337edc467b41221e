export type {
  Optimizer,
  OptimizerParameters,
  OptimizerState,
  ParameterGroup,
} from './optimizers/optimizer.ts';
export {
  type DecayGroupsOptions,
  decayGroups,
  type NamedGroup,
  type WeightDecay,
} from './optimizers/parameter-groups.ts';
export { SGD, type SGDOptions } from './optimizers/sgd.ts';
export { Adagrad, type AdagradOptions } from './optimizers/adagrad.ts';
export { RMSprop, type RMSpropOptions } from './optimizers/rmsprop.ts';
export { Adam, type AdamOptions } from './optimizers/adam.ts';
export { AdamW, type AdamWOptions } from './optimizers/adamw.ts';
export { Lion, type LionOptions } from './optimizers/lion.ts';
export { type NewtonSchulzOptions, newtonSchulz } from './optimizers/newton-schulz.ts';
export { Muon, type MuonOptions } from './optimizers/muon.ts';
export type { Schedule } from './schedules/schedule.ts';
export { constantSchedule } from './schedules/constant.ts';
export { type CosineScheduleOptions, cosineSchedule } from './schedules/cosine.ts';
export * as schedules from './schedules/index.ts';
export { type ClipGradNormOptions, clipGradNorm } from './gradients/clip-grad-norm.ts';
export { type ClipGradValueOptions, clipGradValue } from './gradients/clip-grad-value.ts';
export { EMA, type EMAOptions } from './runs/ema.ts';
export { LayerNorm, type LayerNormCallOptions, type LayerNormOptions, layerNorm } from './layers/layer-norm.ts';
export { RMSNorm, type RMSNormCallOptions, type RMSNormOptions, rmsNorm } from './layers/rms-norm.ts';
export type { BatchNormOptions } from './layers/batch-norm.ts';
export { BatchNorm1d } from './layers/batch-norm-1d.ts';
export { BatchNorm2d } from './layers/batch-norm-2d.ts';
export { GroupNorm, type GroupNormOptions } from './layers/group-norm.ts';
export { Residual, type ResidualOptions } from './layers/residual.ts';
export { Dropout, type DropoutCallOptions, type DropoutOptions, dropout } from './layers/dropout.ts';
export { type HostTensor, type Uploaded, type UploadOptions, upload } from './data/host-tensor.ts';
export {
  ConcatDataset,
  type Dataset,
  type ItemOptions,
  mapDataset,
  type RandomSplitOptions,
  randomSplit,
  Subset,
} from './data/dataset.ts';
export { TensorDataset } from './data/tensor-dataset.ts';
export {
  RandomSampler,
  type RandomSamplerOptions,
  type Sampler,
  SequentialSampler,
  WeightedRandomSampler,
  type WeightedRandomSamplerOptions,
} from './data/sampler.ts';
export { type Collated, defaultCollate } from './data/default-collate.ts';
export type { LoaderState } from './data/batch-plan.ts';
export type { AnyWorker, NodeWorker } from './data/worker-port.ts';
export { type AwaitedDataset, type ServeDatasetOptions, serveDataset } from './data/serve-dataset.ts';
export type { LoaderWorkers } from './data/worker-pool.ts';
export { DataLoader, type DataLoaderOptions } from './data/data-loader.ts';
export { EarlyStopping, type EarlyStoppingOptions } from './runs/early-stopping.ts';
export { parseStrictJSON, type StrictJSONOptions } from './files/strict-json.ts';
export {
  type HostTensors,
  packSafetensors,
  safetensorsParts,
  type UnpackOptions,
  unpackSafetensors,
} from './files/safetensors-format.ts';
export { type DecodedTensors, type DecodeOptions, decodeSafetensors, encodeSafetensors } from './files/safetensors.ts';
export { crc32c } from './runs/crc32c.ts';
export { type Histogram, histogramOf } from './runs/histogram.ts';
export {
  type EncodedImage,
  type EventRecord,
  encodeEvent,
  type HistogramSummary,
  type ImageSummary,
  type ScalarSummary,
  type SummaryValue,
  type TextSummary,
} from './runs/event-record.ts';
