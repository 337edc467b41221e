export type { ConformanceApi } from './test-api.ts';
export {
  members,
  names,
  type Subset,
  type SubsetArray,
  type SubsetAxis,
  type SubsetLeastSquares,
  type SubsetNested,
  type SubsetRandom,
  type SubsetRandomClass,
  type SubsetRange,
} from './subset.ts';
export { close } from './suite/close.ts';
export { conformance } from './conformance.ts';
