export {
  names,
  type Subset,
  type SubsetDense,
  type SubsetDenseClass,
  type SubsetDescentClass,
  type SubsetLayer,
  type SubsetLayerClass,
  type SubsetParameter,
  type SubsetParameterClass,
  type SubsetSequentialClass,
} from './subset.ts';
export { conformance } from './conformance.ts';
