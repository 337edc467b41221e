export { names, type Subset, type SubsetLastStepClass, type SubsetRecurrentClass } from './subset.ts';
export { conformance } from './conformance.ts';
