export {
  type ScaledDotProductAttentionOptions,
  scaledDotProductAttention,
} from './scaled-dot-product-attention.ts';
export { type NormalLinearOptions, normalLinear, type TransformerLayerOptions } from './normal-linear.ts';
export { CausalSelfAttention, type CausalSelfAttentionOptions } from './causal-self-attention.ts';
export { FeedForward } from './feed-forward.ts';
export { Block } from './block.ts';
export type { DecodeCache, LanguageModel } from './language-model.ts';
export { checkGPTConfig, estimateFlops, type GPTConfig, parameterCount } from './gpt-config.ts';
export { GPT, type GPTOptions } from './gpt.ts';
export { fromPyTorch, toPyTorch } from './pytorch-names.ts';
export { TrainingDiverged, type TrainingDivergedOptions } from './training-diverged.ts';
export { type Progress, type TrainOptions, train } from './train.ts';
export { type EvaluateOptions, type Evaluation, evaluate } from './evaluate.ts';
export { type SampleOptions, sample } from './sample.ts';
export { type GenerateOptions, generate } from './generate.ts';
