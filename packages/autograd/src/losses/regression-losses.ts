import { checkOptions, type NDArray } from '@zero-to-gpt/linalg';
import { checkSameShape, type ReductionOptions, reduced } from '../operations/reduction.ts';
import * as rules from '../rules/index.ts';
import { applyOne, type Tensor } from '../tensor.ts';

/** Options of `mseLoss` and `l1Loss`. */
export type MSELossOptions = ReductionOptions;

/** Squared differences. @throws RangeError unless both have one shape: broadcasting here is nearly always a mistake */
export function mseLoss(prediction: Tensor, target: Tensor | NDArray, options: MSELossOptions = {}): Tensor {
  const { reduction = 'mean' } = checkOptions('mseLoss', options, ['reduction']);
  checkSameShape(prediction, target);
  const difference = prediction.sub(target);
  return reduced(difference.mul(difference), reduction);
}

/** Absolute differences; where they are 0, so is their slope. @throws RangeError unless both have one shape */
export function l1Loss(prediction: Tensor, target: Tensor | NDArray, options: ReductionOptions = {}): Tensor {
  const { reduction = 'mean' } = checkOptions('l1Loss', options, ['reduction']);
  checkSameShape(prediction, target);
  return reduced(prediction.sub(target).abs(), reduction);
}

/** Options of `huberLoss`. */
export interface HuberLossOptions extends ReductionOptions {
  /** Differences beyond this cost in proportion, not by their square. Default 1. */
  delta?: number;
}

/**
 * d²/2 for differences d within ±delta, else delta·(|d| − delta/2): outliers pull with a bounded slope (Huber 1964).
 * @throws RangeError unless both have one shape and delta is above 0
 */
export function huberLoss(prediction: Tensor, target: Tensor | NDArray, options: HuberLossOptions = {}): Tensor {
  const { delta = 1, reduction = 'mean' } = checkOptions('huberLoss', options, ['delta', 'reduction']);
  checkSameShape(prediction, target);
  if (!(delta > 0)) throw new RangeError(`Cannot take huberLoss with delta ${delta}: expected a number above 0`);
  return reduced(
    applyOne((d) => rules.huber(d, delta), prediction.sub(target)),
    reduction,
  );
}

/** Options of `smoothL1Loss`. */
export interface SmoothL1LossOptions extends ReductionOptions {
  /** Differences within ±beta are rounded off; 0 is `l1Loss`. Default 1. */
  beta?: number;
}

/**
 * d²/(2·beta) for differences d within ±beta, else |d| − beta/2: `huberLoss` divided by its delta (Girshick 2015).
 * @throws RangeError unless both have one shape and beta is at least 0
 */
export function smoothL1Loss(prediction: Tensor, target: Tensor | NDArray, options: SmoothL1LossOptions = {}): Tensor {
  const { beta = 1, reduction = 'mean' } = checkOptions('smoothL1Loss', options, ['beta', 'reduction']);
  if (!(beta >= 0)) throw new RangeError(`Cannot take smoothL1Loss with beta ${beta}: expected a number of at least 0`);
  if (beta === 0) return l1Loss(prediction, target, { reduction });
  return huberLoss(prediction, target, { delta: beta, reduction }).div(beta);
}
