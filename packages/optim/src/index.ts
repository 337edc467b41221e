export type {
  Optimizer,
  OptimizerParameters,
  OptimizerState,
  ParameterGroup,
} from './optimizer.ts';
export { type DecayGroupsOptions, decayGroups, type NamedGroup, type WeightDecay } from './parameter-groups.ts';
export { SGD, type SGDOptions } from './sgd.ts';
export { AdamW, type AdamWOptions } from './adamw.ts';
export { type CosineScheduleOptions, constantSchedule, cosineSchedule, type Schedule } from './schedule.ts';
export { type ClipGradNormOptions, clipGradNorm } from './clip-grad-norm.ts';
export { LayerNorm, type LayerNormOptions } from './layer-norm.ts';
export { Dropout, type DropoutOptions } from './dropout.ts';
export { type Dataset, type RandomSplitOptions, randomSplit, Subset } from './dataset.ts';
export { RandomSampler, type RandomSamplerOptions, type Sampler, SequentialSampler } from './sampler.ts';
export { DataLoader, type DataLoaderOptions, type LoaderState } from './data-loader.ts';
export { parseStrictJSON, type StrictJSONOptions } from './strict-json.ts';
export {
  type HostTensor,
  type HostTensors,
  packSafetensors,
  safetensorsParts,
  type UnpackOptions,
  unpackSafetensors,
} from './safetensors-format.ts';
export { type DecodedTensors, type DecodeOptions, decodeSafetensors, encodeSafetensors } from './safetensors.ts';
