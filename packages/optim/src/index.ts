export type {
  Optimizer,
  OptimizerParameters,
  OptimizerState,
  ParameterGroup,
} from './optimizer.ts';
export { type DecayGroupsOptions, decayGroups, type NamedGroup, type WeightDecay } from './parameter-groups.ts';
export { SGD, type SGDOptions } from './sgd.ts';
export { Adagrad, type AdagradOptions } from './adagrad.ts';
export { RMSprop, type RMSpropOptions } from './rmsprop.ts';
export { Adam, type AdamOptions } from './adam.ts';
export { AdamW, type AdamWOptions } from './adamw.ts';
export { Lion, type LionOptions } from './lion.ts';
export { type NewtonSchulzOptions, newtonSchulz } from './newton-schulz.ts';
export { Muon, type MuonOptions } from './muon.ts';
export type { Schedule } from './schedules/schedule.ts';
export { constantSchedule } from './schedules/constant.ts';
export { type CosineScheduleOptions, cosineSchedule } from './schedules/cosine.ts';
export * as schedules from './schedules/index.ts';
export { type ClipGradNormOptions, clipGradNorm } from './clip-grad-norm.ts';
export { type ClipGradValueOptions, clipGradValue } from './clip-grad-value.ts';
export { EMA, type EMAOptions } from './ema.ts';
export { LayerNorm, type LayerNormCallOptions, type LayerNormOptions, layerNorm } from './layer-norm.ts';
export { RMSNorm, type RMSNormCallOptions, type RMSNormOptions, rmsNorm } from './rms-norm.ts';
export type { BatchNormOptions } from './batch-norm.ts';
export { BatchNorm1d } from './batch-norm-1d.ts';
export { BatchNorm2d } from './batch-norm-2d.ts';
export { GroupNorm, type GroupNormOptions } from './group-norm.ts';
export { Residual, type ResidualOptions } from './residual.ts';
export { Dropout, type DropoutCallOptions, type DropoutOptions, dropout } from './dropout.ts';
export { type HostTensor, type Uploaded, type UploadOptions, upload } from './host-tensor.ts';
export {
  ConcatDataset,
  type Dataset,
  type ItemOptions,
  mapDataset,
  type RandomSplitOptions,
  randomSplit,
  Subset,
} from './dataset.ts';
export { TensorDataset } from './tensor-dataset.ts';
export {
  RandomSampler,
  type RandomSamplerOptions,
  type Sampler,
  SequentialSampler,
  WeightedRandomSampler,
  type WeightedRandomSamplerOptions,
} from './sampler.ts';
export { type Collated, defaultCollate } from './default-collate.ts';
export type { LoaderState } from './batch-plan.ts';
export type { AnyWorker, NodeWorker } from './worker-port.ts';
export { type AwaitedDataset, type ServeDatasetOptions, serveDataset } from './serve-dataset.ts';
export type { LoaderWorkers } from './worker-pool.ts';
export { DataLoader, type DataLoaderOptions } from './data-loader.ts';
export { EarlyStopping, type EarlyStoppingOptions } from './early-stopping.ts';
export { parseStrictJSON, type StrictJSONOptions } from './strict-json.ts';
export {
  type HostTensors,
  packSafetensors,
  safetensorsParts,
  type UnpackOptions,
  unpackSafetensors,
} from './safetensors-format.ts';
export { type DecodedTensors, type DecodeOptions, decodeSafetensors, encodeSafetensors } from './safetensors.ts';
export { crc32c } from './crc32c.ts';
export { type Histogram, histogramOf } from './histogram.ts';
export {
  type EncodedImage,
  type EventRecord,
  encodeEvent,
  type HistogramSummary,
  type ImageSummary,
  type ScalarSummary,
  type SummaryValue,
  type TextSummary,
} from './event-record.ts';
