import { checkOptions, clip, type NDArray, tidy } from '@zero-to-gpt/linalg';
import { checkSame, type Loss, type Reduction, reduced } from './loss.ts';

/** Options of `binaryCrossEntropyLoss`. */
export interface BinaryCrossEntropyOptions {
  /** The predictions are scores before the sigmoid: exact where its result would round to 0 or 1. Default false. */
  fromLogits?: boolean;
  /** Default `mean`. */
  reduction?: Reduction;
}

/** Logarithms are taken of no less than e⁻¹⁰⁰, as in PyTorch: a certain, wrong prediction costs 100. */
const LEAST = -100;

/**
 * −(t·ln p + (1 − t)·ln(1 − p)): p is the predicted probability of class 1, t the label 0 or 1 (or a probability).
 * Gradient in p: (p − t)/(p(1 − p)); in the score, which sigmoid turns into p: p − t.
 *
 * @example
 * ```ts
 * import { array } from '@zero-to-gpt/linalg';
 * import { binaryCrossEntropyLoss } from '@zero-to-gpt/dense';
 *
 * const { value, gradient } = binaryCrossEntropyLoss(array([0, 0]), array([1, 0]), { fromLogits: true });
 * [value.item().toFixed(4), gradient.toArray()]; // → ['0.6931', [-0.25, 0.25]]
 * ```
 * @throws RangeError where the shapes differ, or a probability or target is not from 0 to 1 (reads the device)
 */
export function binaryCrossEntropyLoss(
  prediction: NDArray,
  target: NDArray,
  options: BinaryCrossEntropyOptions = {},
): Loss {
  const { fromLogits = false, reduction = 'mean' } = checkOptions('binaryCrossEntropyLoss', options, [
    'fromLogits',
    'reduction',
  ]);
  checkSame('measure a loss', prediction, target);
  checkProbabilities('target', target);
  if (!fromLogits) checkProbabilities('prediction', prediction);
  return tidy(() => {
    const t = target.dtype === prediction.dtype ? target : target.astype(prediction.dtype);
    if (fromLogits) {
      // max(x, 0) − x·t + ln(1 + e^−|x|)
      const losses = prediction.relu().sub(prediction.mul(t)).add(prediction.abs().neg().exp().log1p());
      return reduced(losses, prediction.sigmoid().sub(t), reduction);
    }
    const p = prediction;
    const [yes, no] = [p.log().maximum(LEAST), p.neg().log1p().maximum(LEAST)];
    const losses = t.mul(yes).add(t.neg().add(1).mul(no)).neg();
    const variance = clip(p.sub(p.mul(p)), 1e-12, 1);
    return reduced(losses, p.sub(t).div(variance), reduction);
  });
}

/** @throws RangeError that names the first element outside [0, 1] */
function checkProbabilities(name: string, x: NDArray): void {
  if (!x.device.readSync) return;
  const flat = x.toFlat();
  const at = flat.findIndex((value) => !(value >= 0 && value <= 1));
  if (at < 0) return;
  const cure = name === 'prediction' ? ': apply Sigmoid, or give { fromLogits: true }' : '';
  throw new RangeError(
    `Cannot measure a loss: element ${at} of the ${name} is ${Number(flat[at]!.toPrecision(6))}, expected probabilities from 0 to 1${cure}`,
  );
}
