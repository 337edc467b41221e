export {
  maeGradient,
  maeLoss,
  mseGradient,
  mseLoss,
  r2Gradient,
  r2Score,
} from './losses.ts';
export { type LinearGradient, linear, linearGradient, type Weights } from './linear.ts';
export { type GradCheckOptions, gradCheck } from './grad-check.ts';
export { StandardScaler } from './standard-scaler.ts';
export { MinMaxScaler, type MinMaxScalerOptions } from './min-max-scaler.ts';
export {
  type Samples,
  type SequentialSplitOptions,
  sequentialSplit,
  type TrainTest,
  type TrainTestSplitOptions,
  type TrainValidTest,
  trainTestSplit,
} from './split.ts';
export type { DescentOptions, DescentPoint } from './descent.ts';
export { type LeastSquaresOptions, leastSquares } from './least-squares.ts';
export { LinearRegression, type LinearRegressionOptions, type Solver } from './linear-regression.ts';
export { trajectory } from './trajectory.ts';
export { type LossSurface, type LossSurfaceOptions, lossSurface, type Weight } from './loss-surface.ts';
export {
  type PathPoint,
  pathPoints,
  type ResidualPoint,
  residualPoints,
  type ScatterPoint,
  scatterPoints,
  type SurfacePoint,
  surfacePoints,
} from './pictures.ts';
