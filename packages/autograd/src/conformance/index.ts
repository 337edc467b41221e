export {
  moduleMembers,
  names,
  type Subset,
  type SubsetAxes,
  type SubsetInit,
  type SubsetLinear,
  type SubsetLinearClass,
  type SubsetModule,
  type SubsetModuleClass,
  type SubsetOptions,
  type SubsetParameterClass,
  type SubsetTensor,
  type SubsetTensorClass,
  tensorMembers,
} from './subset.ts';
export { conformance } from './conformance.ts';
