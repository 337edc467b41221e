export { type ConstantOptions, constant } from './constant.ts';
export { type MultiStepOptions, multiStep, type StepOptions, step } from './step.ts';
export { type ExponentialOptions, exponential } from './exponential.ts';
export { type LinearOptions, linear } from './linear.ts';
export { type PolynomialOptions, polynomial } from './polynomial.ts';
export {
  type CosineScheduleOptions,
  type CosineWarmRestartsOptions,
  cosineSchedule as cosine,
  cosineWarmRestarts,
} from './cosine.ts';
export { type OneCycleOptions, oneCycle } from './one-cycle.ts';
export { type CyclicOptions, cyclic } from './cyclic.ts';
export { type WarmupStableDecayOptions, warmupStableDecay } from './warmup-stable-decay.ts';
export { type InverseSqrtOptions, inverseSqrt } from './inverse-sqrt.ts';
export { type SequentialOptions, sequential } from './sequential.ts';
export { type ReduceOnPlateau, type ReduceOnPlateauOptions, reduceOnPlateau } from './reduce-on-plateau.ts';
