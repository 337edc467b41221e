export { names, type Subset, type SubsetRegressionClass, type SubsetScalerClass } from './subset.ts';
export { conformance } from './conformance.ts';
