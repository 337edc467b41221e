export {
  names,
  type Subset,
  type SubsetAdamWOptions,
  type SubsetDataset,
  type SubsetDropoutClass,
  type SubsetGroup,
  type SubsetLayerNormClass,
  type SubsetLoader,
  type SubsetLoaderClass,
  type SubsetLoaderOptions,
  type SubsetOptimizer,
  type SubsetOptimizerClass,
  type SubsetRandomSamplerClass,
  type SubsetSampler,
  type SubsetSequentialSamplerClass,
  type SubsetSGDOptions,
} from './subset.ts';
export { conformance } from './conformance.ts';
