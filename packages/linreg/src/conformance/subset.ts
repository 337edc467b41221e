import type { LinearRegression, LinearRegressionOptions } from '../linear-regression.ts';
import type { maeGradient, maeLoss, mseGradient, mseLoss, r2Score } from '../losses.ts';
import type { sequentialSplit, trainTestSplit } from '../split.ts';
import type { StandardScaler } from '../standard-scaler.ts';

/** A scaler's class. */
export interface SubsetScalerClass {
  /** A scaler that is not fitted yet. */
  new (): Pick<StandardScaler, 'fit' | 'transform' | 'fitTransform' | 'inverseTransform' | 'dispose'>;
}

/** The model's class. */
export interface SubsetRegressionClass {
  /** A model that is not fitted yet. */
  new (
    options?: LinearRegressionOptions,
  ): Pick<LinearRegression, 'fit' | 'predict' | 'score' | 'coef' | 'intercept' | 'history' | 'dispose'>;
}

/**
 * What a module must export to stand in for `@zero-to-gpt/linreg`: `zero-to-gpt run linreg --with linreg=./mine`. The
 * functions as they are documented there; the classes with the members named here.
 */
export interface Subset {
  /** Mean of the squared errors of (prediction, target). */
  mseLoss: typeof mseLoss;
  /** 2/n · (prediction − target). */
  mseGradient: typeof mseGradient;
  /** Mean of the absolute errors. */
  maeLoss: typeof maeLoss;
  /** ±1/n. */
  maeGradient: typeof maeGradient;
  /** Share of the variance explained, of (prediction, target). */
  r2Score: typeof r2Score;
  /** With `fit transform fitTransform inverseTransform dispose`. */
  StandardScaler: SubsetScalerClass;
  /** With `fit transform fitTransform inverseTransform dispose`. */
  MinMaxScaler: SubsetScalerClass;
  /** `{ train, test }`, shuffled. */
  trainTestSplit: typeof trainTestSplit;
  /** `{ train, valid, test }`, in order. */
  sequentialSplit: typeof sequentialSplit;
  /** With `fit predict score coef intercept history dispose`, and the options `solver lr epochs batchSize l2`. */
  LinearRegression: SubsetRegressionClass;
}

/** What an implementation must export: the keys of `Subset`. */
export const names: readonly (keyof Subset)[] = [
  'mseLoss',
  'mseGradient',
  'maeLoss',
  'maeGradient',
  'r2Score',
  'StandardScaler',
  'MinMaxScaler',
  'trainTestSplit',
  'sequentialSplit',
  'LinearRegression',
];
