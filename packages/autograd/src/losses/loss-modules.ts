import { checkOptions, type NDArray } from '@zero-to-gpt/linalg';
import { Module } from '../modules/module.ts';
import type { ReductionOptions, WeightedLossOptions } from '../operations/reduction.ts';
import type { Tensor } from '../tensor.ts';
import * as binary from './binary-losses.ts';
import * as classes from './losses.ts';
import * as regression from './regression-losses.ts';

/** A loss of a prediction and what was wanted. */
type Compared = [prediction: Tensor, target: Tensor | NDArray];

/** `mseLoss` as a module. */
export class MSELoss extends Module<Compared> {
  readonly #options: ReductionOptions;
  /** The mean unless said otherwise. */
  constructor(options: ReductionOptions = {}) {
    super();
    this.#options = checkOptions('MSELoss', options, ['reduction']);
  }
  override forward(prediction: Tensor, target: Tensor | NDArray): Tensor {
    return regression.mseLoss(prediction, target, this.#options);
  }
}

/** `l1Loss` as a module. */
export class L1Loss extends Module<Compared> {
  readonly #options: ReductionOptions;
  /** The mean unless said otherwise. */
  constructor(options: ReductionOptions = {}) {
    super();
    this.#options = checkOptions('L1Loss', options, ['reduction']);
  }
  override forward(prediction: Tensor, target: Tensor | NDArray): Tensor {
    return regression.l1Loss(prediction, target, this.#options);
  }
}

/** `smoothL1Loss` as a module. */
export class SmoothL1Loss extends Module<Compared> {
  readonly #options: regression.SmoothL1LossOptions;
  /** Rounded off within ±1 unless said otherwise. */
  constructor(options: regression.SmoothL1LossOptions = {}) {
    super();
    this.#options = checkOptions('SmoothL1Loss', options, ['beta', 'reduction']);
  }
  override forward(prediction: Tensor, target: Tensor | NDArray): Tensor {
    return regression.smoothL1Loss(prediction, target, this.#options);
  }
}

/** `huberLoss` as a module. */
export class HuberLoss extends Module<Compared> {
  readonly #options: regression.HuberLossOptions;
  /** Square within ±1 unless said otherwise. */
  constructor(options: regression.HuberLossOptions = {}) {
    super();
    this.#options = checkOptions('HuberLoss', options, ['delta', 'reduction']);
  }
  override forward(prediction: Tensor, target: Tensor | NDArray): Tensor {
    return regression.huberLoss(prediction, target, this.#options);
  }
}

/** `binaryCrossEntropy` as a module. Its `weight` is the caller's: neither saved nor moved. */
export class BCELoss extends Module<Compared> {
  readonly #options: WeightedLossOptions;
  /** The mean unless said otherwise. */
  constructor(options: WeightedLossOptions = {}) {
    super();
    this.#options = checkOptions('BCELoss', options, ['weight', 'reduction']);
  }
  override forward(probabilities: Tensor, target: Tensor | NDArray): Tensor {
    return binary.binaryCrossEntropy(probabilities, target, this.#options);
  }
}

/** `binaryCrossEntropyWithLogits` as a module. Its weights are the caller's: neither saved nor moved. */
export class BCEWithLogitsLoss extends Module<Compared> {
  readonly #options: binary.BinaryCrossEntropyWithLogitsOptions;
  /** The mean unless said otherwise. */
  constructor(options: binary.BinaryCrossEntropyWithLogitsOptions = {}) {
    super();
    this.#options = checkOptions('BCEWithLogitsLoss', options, ['posWeight', 'weight', 'reduction']);
  }
  override forward(logits: Tensor, target: Tensor | NDArray): Tensor {
    return binary.binaryCrossEntropyWithLogits(logits, target, this.#options);
  }
}

/** `crossEntropy` as a module. Its `weight` is the caller's: neither saved nor moved. */
export class CrossEntropyLoss extends Module<[logits: Tensor, targets: NDArray | Tensor]> {
  readonly #options: classes.CrossEntropyOptions;
  /** The mean over rows that count unless said otherwise. */
  constructor(options: classes.CrossEntropyOptions = {}) {
    super();
    this.#options = checkOptions('CrossEntropyLoss', options, classes.crossEntropyOptions);
  }
  override forward(logits: Tensor, targets: NDArray | Tensor): Tensor {
    return classes.crossEntropy(logits, targets, this.#options);
  }
}

/** `nllLoss` as a module. Its `weight` is the caller's: neither saved nor moved. */
export class NLLLoss extends Module<[logProbabilities: Tensor, targets: NDArray]> {
  readonly #options: classes.NLLLossOptions;
  /** The mean over rows that count unless said otherwise. */
  constructor(options: classes.NLLLossOptions = {}) {
    super();
    this.#options = checkOptions('NLLLoss', options, classes.nllLossOptions);
  }
  override forward(logProbabilities: Tensor, targets: NDArray): Tensor {
    return classes.nllLoss(logProbabilities, targets, this.#options);
  }
}

/** `klDiv` as a module. */
export class KLDivLoss extends Module<Compared> {
  readonly #options: classes.KLDivOptions;
  /** The mean over elements unless said otherwise. */
  constructor(options: classes.KLDivOptions = {}) {
    super();
    this.#options = checkOptions('KLDivLoss', options, classes.klDivOptions);
  }
  override forward(logProbabilities: Tensor, target: Tensor | NDArray): Tensor {
    return classes.klDiv(logProbabilities, target, this.#options);
  }
}
