export { names, type Subset } from './subset.ts';
export { conformance } from './conformance.ts';
